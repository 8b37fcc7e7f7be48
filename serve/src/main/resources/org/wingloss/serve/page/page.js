// The page: it joins what comes in, the faces, the drawing and the panel.
import { hash, model as askModel, pages } from "./api.js";
import { centred, distance } from "./geometry.js";
import { Faces } from "./faces.js";
import { listen } from "./intake.js";
import { Overlay } from "./overlay.js";
import { Picture } from "./picture.js";
import { saveJson, savePng, savePts } from "./save.js";

const byId = (id) => document.getElementById(id);
const px = (value) => (value < 10 ? value.toFixed(2) : value.toFixed(1));
const state = { faces: null, chosen: 0, picked: null };
let model = null;

const overlay = new Overlay(byId("overlay"), {
  chosen: (index) => choose(index),
  dragged: (index, box) => attempt(state.faces.drag(index, box)),
  dropped: (index) => attempt(state.faces.settle(index)),
  hovered: tip,
});

const share = () => byId("mix").value / 100;
const chosen = () => state.faces?.list[state.chosen];

function say(text, bad = false) {
  byId("status").textContent = text;
  byId("status").classList.toggle("bad", bad);
}

/** Says what goes wrong, unless the picture that it is about is gone by then. */
async function attempt(work) {
  const { faces } = state;
  try {
    await work;
  } catch (failure) {
    if (faces === state.faces && failure.name !== "AbortError") say(failure.message, true);
  }
}

async function open(file, name) {
  let picture;
  await attempt((async () => {
    say("Looking for faces …");
    model ??= await askModel();
    picture = await Picture.of(file, name);
  })());
  if (!picture) return;
  overlay.letGo();
  const faces = new Faces(picture, model, () => { if (faces === state.faces) changed(); });
  state.faces = faces;
  state.chosen = 0;
  state.picked = null;
  byId("empty").hidden = true;
  byId("picture").hidden = false;
  picture.drawOn(byId("canvas"));
  fit();
  changed();
  applySettings(false);
  await attempt((async () => {
    await faces.find();
    if (faces === state.faces) document.body.dataset.ready = "true";
  })());
}

function changed() {
  const { faces } = state;
  const count = faces.list.length;
  byId("panel").hidden = !faces.times;
  ["verdict", "remove", "settings"].forEach((id) => { byId(id).hidden = !count; });
  draw();
  buttons();
  if (faces.times && !count) say("No face. Larger ones, seen from the front, are found best; others can be added.");
  if (count) say(`${count === 1 ? "1 face" : `${count} faces`}, ${model.landmarks} landmarks each`);
  fields();
}

function draw() {
  const { faces } = state;
  overlay.draw({
    picture: faces.picture, scheme: model.scheme, chosen: state.chosen, picked: state.picked,
    faces: faces.list.map((face) => ({ ...face, points: faces.shown(face, share()) })),
    show: { lines: byId("show-lines").checked, points: byId("show-points").checked, numbers: byId("show-numbers").checked, spread: byId("show-spread").checked },
  });
  faces.list.forEach((face) => { face.fresh = false; });
}

function buttons() {
  const group = byId("faces");
  const { list } = state.faces;
  if (group.children.length !== list.length) {
    group.replaceChildren(...list.map((_, i) => {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = i + 1;
      button.setAttribute("aria-label", `Face ${i + 1}`);
      button.addEventListener("click", () => choose(i));
      return button;
    }));
  }
  [...group.children].forEach((button, i) => button.setAttribute("aria-pressed", i === state.chosen));
}

/** Numbers beside the picture, where it has a face; a field in which somebody types is left alone. */
function fields() {
  const face = chosen();
  if (!face) return;
  ["left", "top", "right", "bottom"].forEach((id, i) => {
    if (document.activeElement !== byId(id)) byId(id).value = Math.round(face.box[i] * 10) / 10;
  });
  byId("remove").textContent = `Remove face ${state.chosen + 1}`;
  byId("verdict").textContent = [
    face.plausible === false ? "These landmarks make no face." : face.plausible ? "The landmarks make a face." : "",
    face.score === undefined ? "Box drawn by hand." : `The detector is ${Math.round(100 * face.score)} % sure.`,
  ].join(" ");
  byId("mixed").textContent = face.averaged
    ? `The two are ${px(distance(face.single, face.averaged))} px apart on average.`
    : "The average is being computed …";
  byId("landmark").max = model.landmarks - 1;
  place();
  const { times } = state.faces;
  byId("times").textContent = `decoding ${px(times.decoding)} ms · detection ${px(times.detection)} ms · landmarks ${px(times.landmarks)} ms`;
}

function groupOf(i) {
  return Object.entries(model.scheme.groups).find(([, indices]) => indices.includes(i))?.[0] ?? "";
}

function place() {
  const face = chosen();
  const i = Math.min(model.landmarks - 1, Math.max(0, Math.round(byId("landmark").value) || 0));
  const [x, y] = state.faces.shown(face, share())[i];
  byId("place").textContent = `${groupOf(i)}: ${x.toFixed(1)}, ${y.toFixed(1)}${face.spread ? `; spread ${px(face.spread[i])} px` : ""}`;
}

function tip(near) {
  const box = byId("tip");
  box.hidden = !near;
  const picked = near && near.index === state.chosen ? near.i : null;
  if (near) {
    const face = state.faces.list[near.index];
    box.textContent = `${near.i} ${groupOf(near.i)}${face.spread ? ` · spread ${px(face.spread[near.i])} px` : ""}`;
    box.style.left = `${near.x}px`;
    box.style.top = `${near.y}px`;
  }
  if (picked !== state.picked) {
    state.picked = picked;
    if (picked !== null) byId("landmark").value = picked;
    draw();
    if (picked !== null) place();
  }
}

function choose(index) {
  state.chosen = index;
  state.picked = null;
  changed();
}

/** A box in the middle of the picture, to be moved; one at a time, or a second press would add it twice. */
async function add() {
  const { faces } = state;
  if (faces.adding) return;
  faces.adding = true;
  say("Adding a face …");
  try {
    await faces.add(centred(faces.picture));
  } finally {
    faces.adding = false;
  }
  if (faces !== state.faces) return;
  // A number that is being typed is of the face that was chosen.
  if (byId("settings").contains(document.activeElement)) document.activeElement.blur();
  choose(faces.list.length - 1);
  await faces.average();
}

function remove() {
  overlay.letGo();
  state.faces.remove(state.chosen);
  choose(Math.max(0, Math.min(state.chosen, state.faces.list.length - 1)));
  // The last one takes this button with it.
  if (!chosen()) byId("add").focus();
}

/** As large as there is room for, and a small picture at most three times as large as it is. */
function fit() {
  const { picture } = state.faces;
  const stage = byId("stage");
  const narrow = matchMedia("(max-width: 52rem)").matches;
  const width = stage.clientWidth - (narrow ? 20 : 40) - (!narrow && byId("panel").hidden ? 320 : 0);
  const height = narrow ? innerHeight * 0.7 : stage.clientHeight - 140;
  const scale = Math.min(width / picture.width, Math.max(height, 240) / picture.height, 3);
  byId("canvas").style.width = `${Math.round(picture.width * scale)}px`;
}

function applySettings(anew) {
  const { faces } = state;
  byId("refining").hidden = !model.refines;
  faces.refine = model.refines ? byId("refine").checked : undefined;
  faces.compare = model.refines && byId("compare").checked;
  if (anew) attempt(faces.again());
}

function restart() {
  overlay.letGo();
  state.faces = null;
  state.picked = null;
  byId("picture").hidden = true;
  byId("panel").hidden = true;
  byId("empty").hidden = false;
  byId("faces").replaceChildren();
  say("");
  delete document.body.dataset.ready;
  byId("choose").focus();
}

listen(open, (failure) => say(failure.message, true));
byId("mix").addEventListener("input", () => { draw(); fields(); });
["show-lines", "show-points", "show-numbers", "show-spread"].forEach((id) => byId(id).addEventListener("change", draw));
["refine", "compare"].forEach((id) => byId(id).addEventListener("change", () => applySettings(true)));
["left", "top", "right", "bottom"].forEach((id, i) => byId(id).addEventListener("change", () => {
  // A field that goes with its face may still tell of what was typed into it.
  if (!chosen()) return;
  const box = [...chosen().box];
  box[i] = Number(byId(id).value);
  if (box[2] > box[0] && box[3] > box[1]) {
    attempt(state.faces.put(state.chosen, box));
  } else {
    say("a box needs left < right and top < bottom", true);
  }
}));
byId("landmark").addEventListener("input", () => {
  state.picked = Number(byId("landmark").value);
  draw();
  place();
});
byId("add").addEventListener("click", () => attempt(add()));
byId("remove").addEventListener("click", remove);
byId("save-json").addEventListener("click", () => saveJson(state.faces, share()));
byId("save-pts").addEventListener("click", () => savePts(state.faces, state.chosen, share()));
byId("save-png").addEventListener("click", () => attempt(savePng(state.faces, share())));
byId("again").addEventListener("click", restart);
// By itself the link would replace the token behind #.
document.querySelector(".skip").addEventListener("click", (event) => {
  event.preventDefault();
  byId("stage").focus();
});
// A link cannot send the token.
if (hash) byId("metrics")?.remove();
addEventListener("resize", () => { if (state.faces) { fit(); draw(); } });

attempt((async () => {
  model = await askModel();
  if ((await pages()).includes("/runs")) {
    const link = document.createElement("a");
    link.href = `runs${hash}`;
    link.textContent = "Training runs";
    byId("pages").append(link);
  }
  byId("model").textContent = `${model.landmarks} landmarks (${model.scheme.name}) · ${model.network}`;
})());
