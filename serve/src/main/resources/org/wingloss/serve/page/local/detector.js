// The built-in face detector: the same steps as org.wingloss.model.detector.CellDetector, whose settings come with the model.
import { apply, crop, inverse, resizing, then } from "./sampling.js";

const STRIDE = 8;
const UNIT = 32;
const SHORTEST = 56;
const TILE = 640;
const OVERLAP = 128;
const SAME = 0.45;
const LOOKS = [{ face: 40, side: 112, sign: 1 }, { face: 28, side: 88, sign: -1 }];

const whole = (side) => Math.ceil(side / STRIDE) * STRIDE;
const half = (side) => Math.max(1, Math.floor((side + 1) / 2));

/**
 * The faces of a picture, best first.
 * @param {{finest: number, shortest: number, largest: number, candidate: number, most: number, least: number}} search as
 *   org.wingloss.model.detector.FaceDetector tells it
 * @param {(planes: Float32Array, width: number, height: number) => Promise<Float32Array>} run the network
 */
export async function detect(image, search, run) {
  const found = [];
  for (const { seen, part, back } of views(image, search)) found.push(...await look(seen, part, back, search.candidate, run));
  const confirmed = [];
  for (const face of merged(found, search.most)) {
    const sure = await closer(image, face, run);
    if (sure.score >= search.least) confirmed.push(sure);
  }
  return confirmed.sort((a, b) => b.score - a.score);
}

/** The picture at scales that halve, the finest first, in tiles that overlap. */
function* views(image, { finest, shortest, largest }) {
  const side = Math.max(image.width, image.height);
  const longest = Math.floor(Math.min(largest, Math.max(shortest, finest * side)));
  const scale = Math.min(1, longest / side);
  const size = [image.width, image.height].map((exact) => Math.max(1, Math.round(scale * exact)));
  let map = resizing(image, ...size);
  let seen = crop(image, map, ...size);
  for (;;) {
    for (const part of tiles(seen)) yield { seen, part, back: inverse(map) };
    if (Math.max(seen.width, seen.height) <= SHORTEST) return;
    const next = resizing(seen, half(seen.width), half(seen.height));
    map = then(map, next);
    seen = crop(seen, next, half(seen.width), half(seen.height));
  }
}

function* tiles({ width, height }) {
  for (let top = 0; top === 0 || top + OVERLAP < height; top += TILE - OVERLAP) {
    for (let left = 0; left === 0 || left + OVERLAP < width; left += TILE - OVERLAP) {
      yield { left, top, width: Math.min(TILE, width - left), height: Math.min(TILE, height - top) };
    }
  }
}

/** What is found in a part of what is seen. It lies in the upper left corner of the input; the rest of it is zero. */
async function look(seen, { left, top, width, height }, back, least, run) {
  const [w, h] = [whole(width), whole(height)];
  const input = new Float32Array(3 * w * h);
  for (let c = 0; c < 3; c++) {
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) input[(c * h + y) * w + x] = seen.data[4 * ((top + y) * seen.width + left + x) + c] / 255;
    }
  }
  return decoded(await run(input, w, h), w, h, least, then([1, 0, left, 0, 1, top], back));
}

function decoded(values, width, height, least, back) {
  const columns = width / STRIDE;
  const cells = columns * (height / STRIDE);
  const found = [];
  for (let i = 0; i < cells; i++) {
    const score = 1 / (1 + Math.exp(-values[i]));
    if (score < least) continue;
    const x = ((i % columns) + 0.5) * STRIDE + values[cells + i] * UNIT - 0.5;
    const y = (Math.floor(i / columns) + 0.5) * STRIDE + values[2 * cells + i] * UNIT - 0.5;
    const w = Math.exp(values[3 * cells + i]) * UNIT / 2;
    const h = Math.exp(values[4 * cells + i]) * UNIT / 2;
    const [x1, y1] = apply(back, [x - w, y - h]);
    const [x2, y2] = apply(back, [x + w, y + h]);
    found.push({ box: [Math.min(x1, x2), y1, Math.max(x1, x2), y2], score });
  }
  return found;
}

const area = ([l, t, r, b]) => (r - l) * (b - t);

function common(a, b) {
  const w = Math.min(a[2], b[2]) - Math.max(a[0], b[0]);
  const h = Math.min(a[3], b[3]) - Math.max(a[1], b[1]);
  return w <= 0 || h <= 0 ? 0 : w * h;
}

const union = (a, b) => common(a, b) / (area(a) + area(b) - common(a, b));

function mean(same) {
  const weight = same.reduce((sum, one) => sum + one.score, 0);
  return [0, 1, 2, 3].map((i) => same.reduce((sum, one) => sum + one.score * one.box[i], 0) / weight);
}

function merged(found, most) {
  let open = [...found].sort((a, b) => b.score - a.score);
  const faces = [];
  while (open.length && faces.length < most) {
    const same = open.filter((one) => union(open[0].box, one.box) >= SAME);
    const box = mean(same);
    faces.push({ box, score: open[0].score });
    open = open.filter((one) => !same.includes(one) && union(box, one.box) <= 0.3
      && common(box, one.box) / Math.min(area(box), area(one.box)) <= 0.6);
  }
  return faces;
}

/** The mean over the first view and two closer ones, one of them flipped. */
async function closer(image, first, run) {
  const views = [first];
  let { score } = first;
  const [l, t, r, b] = first.box;
  for (const { face, side, sign } of LOOKS) {
    const scale = face / Math.sqrt(area(first.box));
    const middle = side / 2 - 0.5;
    const centred = [1, 0, -(l + r) / 2, 0, 1, -(t + b) / 2];
    const map = then(then(centred, [sign * scale, 0, 0, 0, scale, 0]), [1, 0, middle, 0, 1, middle]);
    const part = { left: 0, top: 0, width: side, height: side };
    const again = (await look(crop(image, map, side, side, true), part, inverse(map), 0, run))
      .filter((one) => union(first.box, one.box) >= SAME)
      .sort((one, other) => other.score - one.score)[0];
    if (again) {
      score += again.score;
      views.push(again);
    }
  }
  return { box: mean(views), score: score / 3 };
}
