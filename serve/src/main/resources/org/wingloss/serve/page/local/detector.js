// The built-in face detector: the same steps as org.wingloss.model.detector.CellDetector, in one piece instead of tiles.
import { apply, inverse, planes, then } from "./sampling.js";

const STRIDE = 8;
const UNIT = 32;
const LONGEST = 640;
const SHORTEST = 56;
const CANDIDATE = 0.25;
const LEAST = 0.5;
const SAME = 0.45;
const LOOKS = [{ face: 40, side: 112, sign: 1 }, { face: 28, side: 88, sign: -1 }];

const whole = (side) => Math.ceil(side / STRIDE) * STRIDE;

/** @param {(planes: Float32Array, width: number, height: number) => Promise<Float32Array>} run the network */
export async function detect(image, run) {
  const found = [];
  let scale = Math.min(1, LONGEST / Math.max(image.width, image.height));
  for (;;) {
    const width = Math.max(1, Math.round(image.width * scale));
    const height = Math.max(1, Math.round(image.height * scale));
    const sx = width / image.width;
    const sy = height / image.height;
    found.push(...await view(image, [sx, 0, sx / 2 - 0.5, 0, sy, sy / 2 - 0.5], width, height, CANDIDATE, run));
    if (Math.max(width, height) <= SHORTEST) break;
    scale /= 2;
  }
  const confirmed = [];
  for (const face of merged(found)) {
    const sure = await closer(image, face, run);
    if (sure.score >= LEAST) confirmed.push(sure);
  }
  return confirmed.sort((a, b) => b.score - a.score);
}

async function view(image, map, width, height, least, run, black = false) {
  const [w, h] = [whole(width), whole(height)];
  const seen = planes(image, map, width, height, black);
  const input = new Float32Array(3 * w * h);
  for (let c = 0; c < 3; c++) {
    for (let y = 0; y < height; y++) input.set(seen.subarray((c * height + y) * width, (c * height + y + 1) * width), (c * h + y) * w);
  }
  return decoded(await run(input, w, h), w, h, least, inverse(map));
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

function merged(found) {
  let open = [...found].sort((a, b) => b.score - a.score);
  const faces = [];
  while (open.length && faces.length < 64) {
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
    const again = (await view(image, map, side, side, 0, run, true))
      .filter((one) => union(first.box, one.box) >= SAME)
      .sort((one, other) => other.score - one.score)[0];
    if (again) {
      score += again.score;
      views.push(again);
    }
  }
  return { box: mean(views), score: score / 3 };
}
