// Cuts what a network sees out of a picture. Maps are [xx, xy, x0, yx, yy, y0]: x' = xx x + xy y + x0.

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

/**
 * The planes of a crop, RGB in [0, 1]. Where the map shrinks, several places are averaged for each pixel. Outside the picture its
 * border repeats, or it is black.
 * @param {{width: number, height: number, data: Uint8ClampedArray}} image RGBA
 */
export function planes(image, networkFromImage, width, height, black = false) {
  const back = inverse(networkFromImage);
  const shrink = Math.max(Math.hypot(back[0], back[3]), Math.hypot(back[1], back[4]));
  const taps = Math.max(1, Math.min(16, Math.round(shrink)));
  const out = new Float32Array(3 * width * height);
  const sum = [0, 0, 0];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (black && outside(apply(back, [x, y]), image)) continue;
      sum.fill(0);
      for (let v = 0; v < taps; v++) {
        for (let u = 0; u < taps; u++) {
          add(image, apply(back, [x + (u + 0.5) / taps - 0.5, y + (v + 0.5) / taps - 0.5]), sum);
        }
      }
      const at = y * width + x;
      for (let c = 0; c < 3; c++) out[c * width * height + at] = sum[c] / (255 * taps * taps);
    }
  }
  return out;
}

function outside([x, y], { width, height }) {
  return x < -0.5 || y < -0.5 || x > width - 0.5 || y > height - 0.5;
}

/** Bilinear between pixel centres. */
function add({ width, height, data }, [x, y], sum) {
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
