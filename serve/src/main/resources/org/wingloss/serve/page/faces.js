// The faces of a picture and what was predicted for them. It asks the server and knows no page.
import { landmarks, most } from "./api.js";
import { between, touches } from "./geometry.js";

/** Asks about a picture, or a part of it; boxes and faces are in pixels of the picture, whatever is sent. */
async function ask({ file, there, back }, { boxes = [], ...wanted }) {
  const found = await landmarks(file, { ...wanted, boxes: boxes.map(there) });
  return { ...found, faces: found.faces.map(back) };
}

export class Faces {
  constructor(picture, model, changed) {
    this.picture = picture;
    this.model = model;
    this.changed = changed;
    this.refine = model.refines ? true : undefined;
    this.compare = false;
    this.list = [];
    this.times = null;
  }

  /** Finds the faces, then predicts each with test-time augmentation too. */
  async find() {
    const found = await ask(this.picture.whole, { refine: this.refine });
    this.times = found.times;
    this.list = found.faces.map((face) => ({ box: face.box, score: face.score, single: face.landmarks, plausible: face.plausible, fresh: true, version: 0 }));
    this.changed();
    await this.average();
  }

  shows(box) {
    return touches(box, this.picture.width, this.picture.height);
  }

  /** Asks about all faces as they are; `take` gets each that is the same when the answer comes. */
  async all(wanted, take) {
    const asked = this.list.filter((face) => this.shows(face.box)).map((face) => ({ face, version: face.version }));
    if (!asked.length) return;
    const found = await ask(this.picture.whole, { ...wanted, boxes: asked.map(({ face }) => face.box) });
    asked.forEach(({ face, version }, i) => { if (face.version === version) take(face, found.faces[i]); });
  }

  /** The averages of all faces, as the boxes are now. */
  async average() {
    await this.all({ refine: this.refine, tta: true }, (face, told) =>
      Object.assign(face, { averaged: told.landmarks, spread: told.spread, plausible: told.plausible }));
    await this.ghosts();
    this.changed();
  }

  async ghosts() {
    this.list.forEach((face) => delete face.ghost);
    if (this.compare) await this.all({ refine: !this.refine }, (face, told) => { face.ghost = told.landmarks; });
  }

  /** Another box for a face: what was told of the one before goes, and what is still to be told of it is for nothing. */
  move(face, box) {
    Object.assign(face, { box, fresh: false, score: undefined, averaged: undefined, spread: undefined, version: face.version + 1 });
    this.changed();
  }

  /** A box is being dragged: one request at a time, and the last place counts. */
  async drag(index, box) {
    const face = this.list[index];
    face.held = true;
    this.move(face, box);
    this.wanted = { face, box };
    if (this.asking || !this.shows(box)) return;
    this.asking = true;
    try {
      while (this.wanted) {
        const next = this.wanted;
        this.wanted = null;
        if (next.face.held && this.shows(next.box)) await this.live(next.face, next.box);
      }
    } finally {
      this.asking = false;
    }
  }

  async live(face, box) {
    const part = await this.picture.part(box);
    const found = await ask(part, { boxes: [box], refine: this.refine });
    if (!face.held) return;
    face.single = found.faces[0].landmarks;
    face.plausible = found.faces[0].plausible;
    if (this.compare) {
      const other = await ask(part, { boxes: [box], refine: !this.refine });
      if (face.held) face.ghost = other.faces[0].landmarks;
    }
    this.times = found.times;
    this.changed();
  }

  /** A box that was typed. */
  async put(index, box) {
    this.move(this.list[index], box);
    await this.settle(index);
  }

  /** The box was let go. */
  async settle(index) {
    const face = this.list[index];
    const { version } = face;
    face.held = false;
    const told = await this.predicted(face.box);
    if (version !== face.version) return;
    Object.assign(face, told);
    this.changed();
    await this.average();
  }

  /** What is told of a box of the whole picture, so that the numbers are those of `predict`. */
  async predicted(box) {
    if (!this.shows(box)) throw new Error("the box shows nothing of the picture");
    const found = await ask(this.picture.whole, { boxes: [box], refine: this.refine });
    this.times = found.times;
    return { single: found.faces[0].landmarks, plausible: found.faces[0].plausible };
  }

  /** One more face, the last of the list, once its landmarks are there; its average is still to be asked for. */
  async add(box) {
    if (this.list.length >= most.faces) throw new Error(`at most ${most.faces} faces are taken`);
    let told, refine;
    do {
      refine = this.refine;
      told = await this.predicted(box);
    } while (refine !== this.refine);
    this.list.push({ box, ...told, fresh: true, version: 0 });
  }

  /** A face goes, and what is still to be told of it is for nothing. */
  remove(index) {
    const [face] = this.list.splice(index, 1);
    face.held = false;
    face.version++;
  }

  /** All faces anew, as the settings are now. */
  async again() {
    this.list.forEach((face) => { face.version++; });
    await this.all({ refine: this.refine }, (face, told) =>
      Object.assign(face, { single: told.landmarks, plausible: told.plausible, averaged: undefined, spread: undefined }));
    this.changed();
    await this.average();
  }

  /** What is shown: `share` of the way from the usual prediction to the average of ten. */
  shown(face, share) {
    return face.averaged && face.single ? between(face.single, face.averaged, share) : face.single;
  }
}
