// The faces of a picture and what was predicted for them. It asks the server and knows no page.
import { landmarks } from "./api.js";
import { between, touches } from "./geometry.js";

export class Faces {
  constructor(picture, model, changed) {
    this.picture = picture;
    this.model = model;
    this.changed = changed;
    this.refine = model.refines ? true : undefined;
    this.compare = false;
    this.list = [];
    this.times = null;
    this.version = 0;
  }

  /** Finds the faces, then predicts each with test-time augmentation too. */
  async find() {
    const found = await landmarks(this.picture.file, { refine: this.refine });
    this.times = found.times;
    this.list = found.faces.map((face) => ({ box: face.box, score: face.score, single: face.landmarks, plausible: face.plausible, fresh: true }));
    this.changed();
    await this.average();
  }

  /** The averages of all faces, as the boxes are now. */
  async average() {
    const version = this.version;
    if (!this.list.length) return;
    const wanted = { boxes: this.list.map((face) => face.box), refine: this.refine };
    const averaged = await landmarks(this.picture.file, { ...wanted, tta: true });
    if (version !== this.version) return;
    averaged.faces.forEach((face, i) => Object.assign(this.list[i], { averaged: face.landmarks, spread: face.spread, plausible: face.plausible }));
    await this.ghosts(version);
    this.changed();
  }

  async ghosts(version) {
    this.list.forEach((face) => delete face.ghost);
    if (!this.compare) return;
    const other = await landmarks(this.picture.file, { boxes: this.list.map((face) => face.box), refine: !this.refine });
    if (version === this.version) other.faces.forEach((face, i) => { this.list[i].ghost = face.landmarks; });
  }

  /** A box is being dragged: one request at a time, and the last place counts. */
  async drag(index, box) {
    const face = this.list[index];
    Object.assign(face, { box, fresh: false, score: undefined, averaged: undefined, spread: undefined });
    this.version++;
    this.dragging = true;
    this.changed();
    this.wanted = { face, box };
    if (this.asking || !touches(box, this.picture.width, this.picture.height)) return;
    this.asking = true;
    try {
      while (this.wanted) {
        const next = this.wanted;
        this.wanted = null;
        if (touches(next.box, this.picture.width, this.picture.height)) await this.live(next.face, next.box);
      }
    } finally {
      this.asking = false;
    }
  }

  async live(face, box) {
    const part = await this.picture.part(box);
    const found = await landmarks(part.file, { boxes: [part.box], refine: this.refine });
    if (!this.dragging) return;
    face.single = part.back(found.faces[0].landmarks);
    face.plausible = found.faces[0].plausible;
    if (this.compare) {
      const other = await landmarks(part.file, { boxes: [part.box], refine: !this.refine });
      if (this.dragging) face.ghost = part.back(other.faces[0].landmarks);
    }
    this.times = found.times;
    this.changed();
  }

  /** The box was let go: the whole picture is asked about, so that the numbers are those of `predict`. */
  async settle(index) {
    const face = this.list[index];
    this.wanted = null;
    this.dragging = false;
    const version = ++this.version;
    if (!touches(face.box, this.picture.width, this.picture.height)) throw new Error("the box shows nothing of the picture");
    const found = await landmarks(this.picture.file, { boxes: [face.box], refine: this.refine });
    if (version !== this.version) return;
    Object.assign(face, { single: found.faces[0].landmarks, plausible: found.faces[0].plausible });
    this.times = found.times;
    this.changed();
    await this.average();
  }

  /** All faces anew, as the settings are now. */
  async again() {
    if (!this.list.length) return;
    this.version++;
    const version = this.version;
    const found = await landmarks(this.picture.file, { boxes: this.list.map((face) => face.box), refine: this.refine });
    if (version !== this.version) return;
    found.faces.forEach((face, i) => Object.assign(this.list[i], { single: face.landmarks, plausible: face.plausible, averaged: undefined, spread: undefined }));
    this.changed();
    await this.average();
  }

  /** What is shown: `share` of the way from the usual prediction to the average of ten. */
  shown(face, share) {
    return face.averaged && face.single ? between(face.single, face.averaged, share) : face.single;
  }
}
