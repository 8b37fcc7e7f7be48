// Boxes are [left, top, right, bottom], points [x, y]: pixels of the picture, pixel centres on integers.

/** Edges in order and no side shorter than 8 pixels. */
export function sound([l, t, r, b]) {
  const box = [Math.min(l, r), Math.min(t, b), Math.max(l, r), Math.max(t, b)];
  if (box[2] - box[0] < 8) box[2] = box[0] + 8;
  if (box[3] - box[1] < 8) box[3] = box[1] + 8;
  return box;
}

/** The box with some of its edges moved; `which` names them: "l", "t", "r", "b". */
export function moved(box, which, dx, dy) {
  const [l, t, r, b] = box;
  return [
    l + (which.includes("l") ? dx : 0), t + (which.includes("t") ? dy : 0),
    r + (which.includes("r") ? dx : 0), b + (which.includes("b") ? dy : 0),
  ];
}

/** A square in the middle of a picture, half as wide as its shorter side. */
export function centred({ width, height }) {
  const side = Math.min(width, height) / 2;
  const left = Math.round((width - side) / 2);
  const top = Math.round((height - side) / 2);
  return sound([left, top, left + Math.round(side), top + Math.round(side)]);
}

/** Whether a server would take the box: it must show something of the picture. */
export function touches([l, t, r, b], width, height) {
  return r >= 0 && b >= 0 && l <= width - 1 && t <= height - 1;
}

/** What a network may see of a box, with room for refinement, as whole pixels inside the picture. */
export function region(box, width, height) {
  const side = Math.max(box[2] - box[0], box[3] - box[1]);
  const left = Math.max(0, Math.floor(box[0] - side));
  const top = Math.max(0, Math.floor(box[1] - side));
  const right = Math.min(width, Math.ceil(box[2] + side) + 1);
  const bottom = Math.min(height, Math.ceil(box[3] + side) + 1);
  return { left, top, width: right - left, height: bottom - top };
}

/** From the picture to a part of it that is drawn so many times as wide and as high. At the size that it has nothing is rounded. */
export function toPart([x, y], { left, top }, [across, down]) {
  return [x * across + ((0.5 - left) * across - 0.5), y * down + ((0.5 - top) * down - 0.5)];
}

/** Back again. */
export function fromPart([x, y], { left, top }, [across, down]) {
  return [x / across + (0.5 / across - 0.5 + left), y / down + (0.5 / down - 0.5 + top)];
}

/** Points between two predictions: 0 gives the first, 1 the second. */
export function between(first, second, share) {
  return first.map(([x, y], i) => [x + (second[i][0] - x) * share, y + (second[i][1] - y) * share]);
}

/** The mean distance of two predictions, pixels. */
export function distance(first, second) {
  return first.reduce((sum, p, i) => sum + Math.hypot(p[0] - second[i][0], p[1] - second[i][1]), 0) / first.length;
}
