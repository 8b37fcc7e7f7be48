// In place of the server: the networks run in the browser, by ONNX Runtime Web. Nothing leaves it.
import { apply, boxToSquare, inverse, planes, then } from "./sampling.js";
import { detect } from "./detector.js";

/** Nothing is sent, so that a file may have any length; pixels as many as a canvas has in all browsers, faces as a request to the server gets. */
export const most = { bytes: Infinity, pixels: 2 ** 24, faces: 64 };

/** The views that are averaged, by their names in org.wingloss.model.inference.TestTimeAugmentation: shifts to the right and down, flip. */
const VIEWS = {
  NONE: [[0, 0, false]],
  PAIR: [[-1, -1, false], [1, 1, true]],
  SHIFT_AND_FLIP: [[0, 0], [-1, 0], [1, 0], [0, -1], [0, 1]].flatMap(([right, down]) => [[right, down, false], [right, down, true]]),
};

/** ONNX Runtime Web, which whoever exports the page puts beside it. */
const runtime = import("./ort/ort.wasm.bundle.min.mjs").then(
  (ort) => {
    ort.env.wasm.numThreads = 1;
    ort.env.wasm.wasmPaths = { wasm: new URL("./ort/ort-wasm-simd-threaded.wasm", import.meta.url).href };
    return ort;
  },
  () => { throw new Error("ort/ort.wasm.bundle.min.mjs is missing or cannot be loaded; README.md says where it comes from"); },
);

async function network(file) {
  const ort = await runtime;
  try {
    return await ort.InferenceSession.create(file);
  } catch (failure) {
    throw new Error(`${file} cannot be run: ${failure.message}; README.md says which files ort/ must hold`);
  }
}

const description = fetch("model.json").then((reply) => reply.json());
const landmarkNetwork = network("model.onnx");
const detectorNetwork = network("face-detector.onnx");
const loaded = Promise.all([description, landmarkNetwork, detectorNetwork]);

/** The model and what its landmarks mean; an Error that says what is missing if the networks cannot be run. */
export async function model() {
  const [told] = await loaded;
  return told;
}

/** Nothing stands behind # in the address of the page. */
export const hash = "";

/** There is no page of training runs here. */
export async function pages() {
  return [];
}

async function run(session, input, shape) {
  const { Tensor } = await runtime;
  const ready = await session;
  const outputs = await ready.run({ image: new Tensor("float32", input, shape) });
  return outputs[ready.outputNames[0]].data;
}

async function decoded(file) {
  const bitmap = await createImageBitmap(file, { imageOrientation: "from-image" });
  const canvas = document.createElement("canvas");
  canvas.width = bitmap.width;
  canvas.height = bitmap.height;
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  pen.drawImage(bitmap, 0, 0);
  return pen.getImageData(0, 0, bitmap.width, bitmap.height);
}

/** One prediction, pixels of the picture. */
async function predict(image, box, { size, enlarge, square, landmarks, flip, offset }, [right, down, flipped]) {
  const width = box[2] - box[0];
  const height = box[3] - box[1];
  const x = (box[0] + box[2]) / 2 + right * width;
  const y = (box[1] + box[3]) / 2 + down * height;
  const w = (square ? Math.max(width, height) : width) * enlarge / 2;
  const h = (square ? Math.max(width, height) : height) * enlarge / 2;
  let map = boxToSquare([x - w, y - h, x + w, y + h], size);
  if (flipped) map = then(map, [-1, 0, size - 1, 0, 1, 0]);
  const values = await run(landmarkNetwork, planes(image, map, size, size), [1, 3, size, size]);
  const back = inverse(map);
  // Annotations that lie to the right do so in a flipped crop too, and would come to lie to the left here.
  const aside = flipped ? 2 * offset : 0;
  const points = Array.from({ length: landmarks }, (_, i) => apply(back, [values[i] - aside, values[landmarks + i]]));
  return flipped ? flip.map((from) => points[from]) : points;
}

function span(points) {
  const xs = points.map(([x]) => x);
  const ys = points.map(([, y]) => y);
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}

async function face(image, box, { crop, views, shift }, refine, tta) {
  const seen = refine ? span(await predict(image, box, crop, VIEWS.NONE[0])) : box;
  const all = [];
  for (const [right, down, flipped] of VIEWS[tta ? "SHIFT_AND_FLIP" : views]) {
    all.push(await predict(image, seen, crop, [right * shift, down * shift, flipped]));
  }
  const landmarks = all[0].map((_, i) => [0, 1].map((c) => all.reduce((sum, points) => sum + points[i][c], 0) / all.length));
  if (!tta) return { box, landmarks };
  const spread = landmarks.map(([x, y], i) =>
    Math.sqrt(all.reduce((sum, points) => sum + (points[i][0] - x) ** 2 + (points[i][1] - y) ** 2, 0) / all.length));
  return { box, landmarks, spread };
}

/**
 * As the server's `POST /v1/landmarks`, except that nobody looks whether landmarks are plausible. So it is not told, and the detector
 * alone decides what is a face: the server leaves out places that it is not sure of and where the landmarks make no face, and takes
 * weaker ones where they do.
 */
export async function landmarks(picture, { boxes = [], tta = false, refine } = {}) {
  const told = await model();
  const begin = performance.now();
  const image = await decoded(picture);
  const opened = performance.now();
  const places = boxes.length
    ? boxes.map((box) => ({ box }))
    : (await detect(image, told.detector, (input, width, height) => run(detectorNetwork, input, [1, 3, height, width]))).slice(0, most.faces);
  const found = performance.now();
  const faces = [];
  for (const { box, score } of places) {
    const one = await face(image, box, told, refine ?? told.refines, tta);
    faces.push({ id: String(faces.length + 1), ...one, ...(score !== undefined && { score }) });
  }
  return {
    model: told.id, scheme: told.scheme.name, width: image.width, height: image.height, faces,
    times: { waiting: 0, decoding: opened - begin, detection: found - opened, landmarks: performance.now() - found },
  };
}
