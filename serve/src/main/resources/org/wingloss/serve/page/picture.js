// Pictures as they come in: what is shown, and what is sent.
import { region, toPart, fromPart } from "./geometry.js";

const MOST_BYTES = 16 * 1024 * 1024;
const MOST_SIDE = 4096;
const SHOWN_SIDE = 1600;
const LIVE_SIDE = 288;

function canvasOf(width, height) {
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(width));
  canvas.height = Math.max(1, Math.round(height));
  return canvas;
}

function blobOf(canvas, type, quality) {
  return new Promise((done, failed) =>
    canvas.toBlob((blob) => (blob ? done(blob) : failed(new Error("the browser cannot write this picture"))), type, quality));
}

export class Picture {
  constructor(bitmap, file, name) {
    this.bitmap = bitmap;
    this.file = file;
    this.name = name;
    this.width = bitmap.width;
    this.height = bitmap.height;
  }

  /** Reads a file; one that is too large to be sent becomes a smaller picture. */
  static async of(file, name) {
    let bitmap;
    try {
      bitmap = await createImageBitmap(file, { imageOrientation: "from-image" });
    } catch {
      throw new Error("this browser cannot show that file; JPEG, PNG and WebP work everywhere");
    }
    const shrink = Math.min(1, MOST_SIDE / Math.max(bitmap.width, bitmap.height));
    if (file.size <= MOST_BYTES && shrink === 1) return new Picture(bitmap, file, name);
    const canvas = canvasOf(bitmap.width * shrink, bitmap.height * shrink);
    canvas.getContext("2d").drawImage(bitmap, 0, 0, canvas.width, canvas.height);
    return new Picture(await createImageBitmap(canvas), await blobOf(canvas, "image/jpeg", 0.95), name);
  }

  /** Draws the picture as it is shown. */
  drawOn(canvas) {
    const scale = Math.min(1, SHOWN_SIDE / Math.max(this.width, this.height));
    canvas.width = Math.max(1, Math.round(this.width * scale));
    canvas.height = Math.max(1, Math.round(this.height * scale));
    canvas.getContext("2d").drawImage(this.bitmap, 0, 0, canvas.width, canvas.height);
  }

  /** The part about a box, small enough to be asked about while the box is dragged. */
  async part(box) {
    const part = region(box, this.width, this.height);
    const scale = Math.min(1, LIVE_SIDE / Math.max(part.width, part.height));
    const canvas = canvasOf(part.width * scale, part.height * scale);
    canvas.getContext("2d").drawImage(this.bitmap, part.left, part.top, part.width, part.height, 0, 0, canvas.width, canvas.height);
    return {
      file: await blobOf(canvas, "image/jpeg", 0.92),
      box: [...toPart([box[0], box[1]], part, scale), ...toPart([box[2], box[3]], part, scale)],
      back: (points) => points.map((p) => fromPart(p, part, scale)),
    };
  }
}
