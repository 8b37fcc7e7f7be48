// Cuts what a network sees out of a picture. Maps are [xx, xy, x0, yx, yy, y0]: x' = xx x + xy y + x0.

const IDENTITY = [1, 0, 0, 0, 1, 0];
const MOST_TAPS = 16;
const MOST_AVERAGED = 1023;

/** From a box to a square of `size` pixels whose outer edges are those of the box. */
export function boxToSquare([l, t, r, b], size) {
  const sx = size / (r - l);
  const sy = size / (b - t);
  return [sx, 0, -sx * l - 0.5, 0, sy, -sy * t - 0.5];
}

export function inverse([a, b, c, d, e, f]) {
  const det = a * e - b * d;
  return [e / det, -b / det, (b * f - c * e) / det, -d / det, a / det, (c * d - a * f) / det];
}

/** First `one`, then `next`. */
export function then(one, next) {
  const [a, b, c, d, e, f] = next;
  return [
    a * one[0] + b * one[3], a * one[1] + b * one[4], a * one[2] + b * one[5] + c,
    d * one[0] + e * one[3], d * one[1] + e * one[4], d * one[2] + e * one[5] + f,
  ];
}

export function apply([a, b, c, d, e, f], [x, y]) {
  return [a * x + b * y + c, d * x + e * y + f];
}

/** From a picture to one of another size whose outer edges are its own. */
export function resizing(image, width, height) {
  const sx = width / image.width;
  const sy = height / image.height;
  return [sx, 0, sx / 2 - 0.5, 0, sy, sy / 2 - 0.5];
}

/**
 * The planes of a crop, RGB in [0, 1], sampled as org.wingloss.data.image.Warp does. Where the map shrinks, blocks of pixels are
 * averaged first, and what remains is the mean of several places. Outside the picture its border repeats, or it is black.
 * @param {{width: number, height: number, data: Uint8ClampedArray}} image RGBA
 */
export function planes(image, networkFromImage, width, height, black = false) {
  const back = inverse(networkFromImage);
  const k = Math.min(MOST_AVERAGED, Math.floor(Math.min(...lengths(back))));
  const { source, sourceFromImage } = k >= 2 ? averaged(image, back, width, height, k) : { source: image, sourceFromImage: IDENTITY };
  const map = then(back, sourceFromImage);
  const [xx, xy, x0, yx, yy, y0] = map;
  const [across, down] = lengths(map).map((length) => Math.max(1, Math.min(MOST_TAPS, Math.ceil(length - 0.5))));
  const out = new Float32Array(3 * width * height);
  const sum = [0, 0, 0];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (black && outside(apply(back, [x, y]), image)) continue;
      sum.fill(0);
      for (let v = 0; v < down; v++) {
        const py = y + (v + 0.5) / down - 0.5;
        for (let u = 0; u < across; u++) {
          const px = x + (u + 0.5) / across - 0.5;
          add(source, xx * px + xy * py + x0, yx * px + yy * py + y0, sum);
        }
      }
      const at = y * width + x;
      for (let c = 0; c < 3; c++) out[c * width * height + at] = sum[c] / (255 * across * down);
    }
  }
  return out;
}

/** A crop as a picture again. */
export function crop(image, cropFromImage, width, height, black = false) {
  const seen = planes(image, cropFromImage, width, height, black);
  const data = new Uint8ClampedArray(4 * width * height);
  for (let i = 0; i < width * height; i++) {
    for (let c = 0; c < 3; c++) data[4 * i + c] = Math.floor(255 * seen[c * width * height + i] + 0.5);
  }
  return { width, height, data };
}

/** Pixels of the picture to a step along x and along y. */
function lengths([a, b, , d, e]) {
  return [Math.hypot(a, d), Math.hypot(b, e)];
}

/** The part of a picture that a crop needs, averaged over k x k pixels; beyond the border the last ones repeat. */
function averaged(image, back, width, height, k) {
  const corners = [[-0.5, -0.5], [width - 0.5, -0.5], [-0.5, height - 0.5], [width - 0.5, height - 0.5]].map((corner) => apply(back, corner));
  const [left, columns] = blocks(corners.map(([x]) => x), image.width, k);
  const [top, rows] = blocks(corners.map(([, y]) => y), image.height, k);
  const data = new Uint8ClampedArray(4 * columns * rows);
  const sums = new Float64Array(data.length / rows);
  for (let y = 0; y < rows; y++) {
    sums.fill(0);
    for (let v = 0; v < k; v++) addRow(image, Math.min(top + y * k + v, image.height - 1), left, k, sums);
    for (let i = 0; i < sums.length; i++) data[y * sums.length + i] = Math.floor(sums[i] / (k * k) + 0.5);
  }
  const middle = (k - 1) / 2;
  return {
    source: { width: columns, height: rows, data },
    sourceFromImage: [1 / k, 0, -(left + middle) / k, 0, 1 / k, -(top + middle) / k],
  };
}

/** Adds the pixels of a row to the sums of their blocks. */
function addRow({ width, data }, row, left, k, sums) {
  const last = 4 * (row * width + width - 1);
  let from = 4 * (row * width + left);
  for (let to = 0; to < sums.length; to += 4) {
    for (let u = 0; u < k; u++, from += 4) {
      const at = Math.min(from, last);
      sums[to] += data[at];
      sums[to + 1] += data[at + 1];
      sums[to + 2] += data[at + 2];
    }
  }
}

/** Where the blocks begin that a crop needs, and how many there are: one more on each side than it reaches. */
function blocks(places, side, k) {
  const within = (place) => Math.max(0, Math.min(side - 1, place));
  const first = within(Math.floor(Math.min(...places)) - k);
  const last = within(Math.ceil(Math.max(...places)) + k);
  return [first, Math.floor((last - first) / k) + 1];
}

function outside([x, y], { width, height }) {
  return x < -0.5 || y < -0.5 || x > width - 0.5 || y > height - 0.5;
}

/** Bilinear between pixel centres. */
function add({ width, height, data }, x, y, sum) {
  const cx = Math.min(Math.max(x, 0), width - 1);
  const cy = Math.min(Math.max(y, 0), height - 1);
  const x0 = Math.floor(cx);
  const y0 = Math.floor(cy);
  const fx = cx - x0;
  const fy = cy - y0;
  const right = x0 + 1 < width ? 4 : 0;
  const below = y0 + 1 < height ? 4 * width : 0;
  const at = 4 * (y0 * width + x0);
  for (let c = 0; c < 3; c++) {
    const top = data[at + c] * (1 - fx) + data[at + right + c] * fx;
    const bottom = data[at + below + c] * (1 - fx) + data[at + below + right + c] * fx;
    sum[c] += top * (1 - fy) + bottom * fy;
  }
}
