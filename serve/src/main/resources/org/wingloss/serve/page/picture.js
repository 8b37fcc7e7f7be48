// Pictures as they come in: what is shown, and what is sent.
import { most } from "./api.js";
import { region, toPart, fromPart } from "./geometry.js";

/** The longest side of a canvas that all browsers have. Some have only smaller ones by area: Safari of iOS up to 17, 2 ** 24 pixels. */
const MOST_SIDE = 32_767;
/** The type of a PNG's chunk of EXIF tags. */
const PNG_EXIF = 0x65584966;
const SHOWN_SIDE = 1600;
const LIVE_SIDE = 288;

export function canvasOf(width, height) {
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(width));
  canvas.height = Math.max(1, Math.round(height));
  return canvas;
}

export function blobOf(canvas, type, quality) {
  return new Promise((done, failed) => canvas.toBlob(
    (blob) => (blob ? done(blob) : failed(new Error(`this browser cannot write a picture of ${canvas.width} x ${canvas.height} pixels`))),
    type, quality,
  ));
}

/** What is sent: a file that shows a part of the picture at some size, and the ways of a box there and of a face back. */
function sent(file, part, size) {
  const scale = [size.width / part.width, size.height / part.height];
  const box = (to, [l, t, r, b]) => [...to([l, t], part, scale), ...to([r, b], part, scale)];
  return {
    file,
    there: (one) => box(toPart, one),
    back: (face) => ({
      ...face,
      box: box(fromPart, face.box),
      landmarks: face.landmarks.map((point) => fromPart(point, part, scale)),
      ...(face.spread && { spread: face.spread.map((radius) => radius / scale[0]) }),
    }),
  };
}

/**
 * Whether browsers rotate the picture as the server does: a JPEG, and a PNG without EXIF tags. Most pass over those of a WebP, and over
 * those that stand after the pixels of a PNG.
 */
async function isRotatedAlike(file) {
  const bytes = new DataView(await file.arrayBuffer());
  const start = bytes.getUint16(0);
  return start === 0xffd8 || (start === 0x8950 && !hasExif(bytes));
}

function hasExif(png) {
  for (let at = 8; at + 8 <= png.byteLength; at += 12 + png.getUint32(at)) {
    if (png.getUint32(at + 4) === PNG_EXIF) return true;
  }
  return false;
}

/**
 * A copy in place of the file: without loss where that is small enough, and as large as may be. What the browser cannot write is too
 * large.
 */
async function copy(bitmap, whole) {
  const { width, height } = whole;
  const longest = Math.max(width, height);
  let share = Math.min(1, Math.sqrt(most.pixels / (width * height)), MOST_SIDE / longest);
  for (; share * longest >= 1; share *= 0.7) {
    const canvas = canvasOf(Math.floor(width * share), Math.floor(height * share));
    canvas.getContext("2d").drawImage(bitmap, 0, 0, canvas.width, canvas.height);
    for (const type of ["image/png", "image/jpeg"]) {
      const file = await blobOf(canvas, type, 0.95).catch(() => null);
      if (file && file.size <= most.bytes) return sent(file, whole, canvas);
    }
  }
  throw new Error(`this browser cannot write a copy of a picture of ${width} x ${height} pixels`);
}

export class Picture {
  /** @param whole what is sent of all of it: its file, or a copy */
  constructor(bitmap, whole, name) {
    this.bitmap = bitmap;
    this.whole = whole;
    this.name = name;
    this.width = bitmap.width;
    this.height = bitmap.height;
  }

  /** Reads a file. A copy is sent in its place if it is too large, or if the server would rotate it otherwise. */
  static async of(file, name) {
    let bitmap;
    try {
      bitmap = await createImageBitmap(file, { imageOrientation: "from-image" });
    } catch {
      throw new Error("this browser cannot show that file; JPEG, PNG and WebP work everywhere");
    }
    const { width, height } = bitmap;
    const whole = { left: 0, top: 0, width, height };
    const fits = file.size <= most.bytes && width * height <= most.pixels && Math.max(width, height) <= MOST_SIDE;
    const asItIs = fits && await isRotatedAlike(file);
    return new Picture(bitmap, asItIs ? sent(file, whole, whole) : await copy(bitmap, whole), name);
  }

  /** Draws the picture as it is shown. */
  drawOn(canvas) {
    const scale = Math.min(1, SHOWN_SIDE / Math.max(this.width, this.height));
    canvas.width = Math.max(1, Math.round(this.width * scale));
    canvas.height = Math.max(1, Math.round(this.height * scale));
    canvas.getContext("2d").drawImage(this.bitmap, 0, 0, canvas.width, canvas.height);
  }

  /** What is sent of the part about a box, small enough to be asked about while the box is dragged. */
  async part(box) {
    const part = region(box, this.width, this.height);
    const scale = Math.min(1, LIVE_SIDE / Math.max(part.width, part.height));
    const canvas = canvasOf(part.width * scale, part.height * scale);
    canvas.getContext("2d").drawImage(this.bitmap, part.left, part.top, part.width, part.height, 0, 0, canvas.width, canvas.height);
    return sent(await blobOf(canvas, "image/jpeg", 0.92), part, canvas);
  }
}
