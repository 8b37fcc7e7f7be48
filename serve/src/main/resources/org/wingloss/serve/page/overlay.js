// Boxes, outlines and points over the picture, and the hands on them.
import { moved, sound } from "./geometry.js";

const SVG = "http://www.w3.org/2000/svg";
const CORNERS = { nw: "lt", ne: "rt", se: "rb", sw: "lb" };
const NAMES = { nw: "upper left", ne: "upper right", se: "lower right", sw: "lower left" };
const NEAR = 14;

function element(name, attributes, parent) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  parent?.append(made);
  return made;
}

export class Overlay {
  /** @param {{chosen: Function, dragged: Function, dropped: Function, hovered: Function}} told what happens */
  constructor(svg, told) {
    this.svg = svg;
    this.told = told;
    this.gestures = new AbortController();
    svg.addEventListener("pointermove", (event) => this.hover(event));
    svg.addEventListener("pointerleave", () => told.hovered(null));
  }

  /** Display pixels per pixel of the picture. */
  scale() {
    return this.svg.getBoundingClientRect().width / this.picture.width;
  }

  /** Where a place of the picture lies in the display: pixel centres are on integers, so that pixel 0 begins at -0.5. */
  at([x, y]) {
    const scale = this.scale();
    return [(x + 0.5) * scale, (y + 0.5) * scale];
  }

  /** @param view {picture, scheme, faces: [{box, points, spread, ghost, plausible}], chosen, show, picked} */
  draw(view) {
    this.view = view;
    this.picture = view.picture;
    const focused = document.activeElement?.dataset?.corner;
    this.svg.replaceChildren();
    view.faces.forEach((face, i) => this.face(face, i, i === view.chosen));
    if (focused) this.svg.querySelector(`[data-corner="${focused}"]`)?.focus();
  }

  face(face, index, chosen) {
    const { scheme, show, picked } = this.view;
    const classes = ["one-face", chosen ? "chosen" : "", face.plausible === false ? "implausible" : "", face.fresh ? "arrived" : ""];
    const group = element("g", { class: classes.join(" "), "data-face": index }, this.svg);
    if (chosen && face.ghost) this.lines(face.ghost, scheme, "ghost", group);
    this.box(face, index, chosen, group);
    if (!face.points) return;
    if (show.lines) this.lines(face.points, scheme, "outline", group);
    // On a small face large points would hide it.
    const radius = Math.min(2.6, Math.max(0.9, ((face.box[3] - face.box[1]) * this.scale()) / 75));
    face.points.forEach((point, i) => {
      const [x, y] = this.at(point);
      if (show.spread && face.spread) element("circle", { class: "spread", cx: x, cy: y, r: Math.max(1, face.spread[i] * this.scale()) }, group);
      const isPicked = chosen && picked === i;
      if (show.points || isPicked) element("circle", { class: isPicked ? "point picked" : "point", cx: x, cy: y, r: isPicked ? 5 : radius }, group);
      if (show.numbers && chosen) element("text", { class: "number", x: x + 4, y: y - 3 }, group).textContent = i;
    });
    if (chosen) this.corners(face, index, group);
  }

  lines(points, scheme, name, group) {
    for (const { points: indices, closed } of scheme.outlines) {
      const path = indices.map((i) => this.at(points[i]).map((v) => v.toFixed(2)).join(" ")).join("L");
      element("path", { class: name, d: `M${path}${closed ? "Z" : ""}` }, group);
    }
  }

  box(face, index, chosen, group) {
    const [left, top] = this.at([face.box[0], face.box[1]]);
    const [right, bottom] = this.at([face.box[2], face.box[3]]);
    const rect = element("rect", { class: "box", x: left, y: top, width: right - left, height: bottom - top }, group);
    if (this.view.faces.length > 1) element("text", { class: "name", x: left + 4, y: top - 5 }, group).textContent = index + 1;
    rect.addEventListener("pointerdown", (event) => {
      if (!chosen) this.told.chosen(index);
      this.grab(event, index, "ltrb");
    });
  }

  corners(face, index, group) {
    for (const [corner, edges] of Object.entries(CORNERS)) {
      const x = edges.includes("l") ? face.box[0] : face.box[2];
      const y = edges.includes("t") ? face.box[1] : face.box[3];
      const [cx, cy] = this.at([x, y]);
      const handle = element("circle", {
        class: `corner ${corner}`, cx, cy, r: 6, tabindex: 0, role: "button", "data-corner": corner,
        "aria-label": `${NAMES[corner]} corner of the box of face ${index + 1}; arrow keys move it, with Alt the whole box`,
      }, group);
      handle.addEventListener("pointerdown", (event) => this.grab(event, index, edges));
      handle.addEventListener("keydown", (event) => this.key(event, index, edges));
    }
  }

  /** Follows a pointer until it is let go. The drawing changes meanwhile, so the svg itself listens. */
  grab(event, index, edges) {
    event.preventDefault();
    const start = [event.clientX, event.clientY];
    const box = this.view.faces[index].box;
    const scale = this.scale();
    let last = null;
    const move = (next) => {
      last = sound(moved(box, edges, (next.clientX - start[0]) / scale, (next.clientY - start[1]) / scale));
      this.told.dragged(index, last);
    };
    const end = () => {
      removeEventListener("pointermove", move);
      removeEventListener("pointerup", end);
      removeEventListener("pointercancel", end);
      if (last) this.told.dropped(index, last);
    };
    const { signal } = this.gestures;
    addEventListener("pointermove", move, { signal });
    addEventListener("pointerup", end, { signal });
    addEventListener("pointercancel", end, { signal });
  }

  /** The picture goes, and with it what a pointer or a key has begun. */
  letGo() {
    this.gestures.abort();
    this.gestures = new AbortController();
    clearTimeout(this.keys);
  }

  key(event, index, edges) {
    const step = (event.shiftKey ? 10 : 1) * Math.max(1, Math.round(this.picture.width / 400));
    const way = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] }[event.key];
    if (!way) return;
    event.preventDefault();
    const box = sound(moved(this.view.faces[index].box, event.altKey ? "ltrb" : edges, ...way));
    this.told.dragged(index, box);
    clearTimeout(this.keys);
    this.keys = setTimeout(() => this.told.dropped(index, box), 250);
  }

  /** Tells the landmark nearest to the pointer. */
  hover(event) {
    if (!this.view || event.buttons) return this.told.hovered(null);
    const bounds = this.svg.getBoundingClientRect();
    const here = [event.clientX - bounds.left, event.clientY - bounds.top];
    let best = null;
    this.view.faces.forEach((face, index) => face.points?.forEach((point, i) => {
      const [x, y] = this.at(point);
      const away = Math.hypot(x - here[0], y - here[1]);
      if (away < (best?.away ?? NEAR)) best = { away, index, i, x, y };
    }));
    this.told.hovered(best);
  }
}
