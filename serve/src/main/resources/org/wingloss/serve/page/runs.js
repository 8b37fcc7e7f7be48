// The page of training runs; it follows them by server-sent events.
import { chart, shortNumber } from "./charts.js";
import { ask, askPicture, hash, watch } from "./api.js";

const byId = (id) => document.getElementById(id);
const CURVES = [
  { key: "loss", title: "Loss", log: true },
  { key: "nme", title: "Validation NME, %", dots: true },
  { key: "rate", title: "Learning rate", log: true },
  { key: "faces-per-second", title: "Faces per second" },
];
let chosen = [];

function cell(row, text, className) {
  const made = row.insertCell();
  made.textContent = text;
  if (className) made.className = className;
  return made;
}

function ago(millis) {
  const seconds = Math.max(0, (Date.now() - millis) / 1000);
  const [value, unit] = seconds < 90 ? [seconds, "s"] : seconds < 5400 ? [seconds / 60, "min"] : seconds < 172800 ? [seconds / 3600, "h"] : [seconds / 86400, "days"];
  return millis ? `${Math.round(value)} ${unit} ago` : "–";
}

async function list() {
  const { runs } = await ask("v1/runs");
  byId("none").hidden = runs.length > 0;
  chosen = chosen.filter((name) => runs.some((run) => run.name === name));
  if (!chosen.length && runs.length) {
    chosen.push((runs.find((run) => run.state === "training") ?? runs.reduce((a, b) => (a.updated > b.updated ? a : b))).name);
  }
  const body = byId("list").tBodies[0];
  const focused = document.activeElement?.dataset?.run;
  body.replaceChildren();
  for (const run of runs) {
    const row = body.insertRow();
    const box = document.createElement("input");
    box.type = "checkbox";
    box.dataset.run = run.name;
    box.checked = chosen.includes(run.name);
    box.setAttribute("aria-label", `show ${run.name}`);
    box.addEventListener("change", () => choose(run.name, box.checked));
    row.insertCell().append(box);
    const name = cell(row, run.name);
    if (box.checked) {
      const key = document.createElement("span");
      key.className = `key s${chosen.indexOf(run.name)}`;
      name.prepend(key);
    }
    cell(row, run.state, `state-${run.state}`);
    cell(row, run.step.toLocaleString("en"));
    cell(row, shortNumber(run.loss));
    cell(row, run.nme === undefined ? "–" : run.nme.toFixed(2));
    cell(row, shortNumber(run["faces-per-second"]));
    cell(row, ago(run.updated));
  }
  if (focused) body.querySelector(`[data-run="${CSS.escape(focused)}"]`)?.focus();
}

async function choose(name, on) {
  chosen = chosen.filter((other) => other !== name);
  if (on) chosen = [...chosen, name].slice(-2);
  await refresh();
}

async function curves() {
  const runs = await Promise.all(chosen.map((name) => ask(`v1/run?${new URLSearchParams({ name })}`)));
  byId("curves").replaceChildren(...(runs.length ? CURVES.map(({ key, ...rest }) => chart({ ...rest, series: runs.map((run) => run.curves[key]) })) : []));
  await worst(runs);
  difference(runs);
  recipes(runs);
}

/** A picture of the worst faces of each run, in columns under which their errors stand. */
async function worst(runs) {
  const pictures = await Promise.all(runs.map((run) => askPicture(`v1/run/worst?${new URLSearchParams({ name: run.name })}`)));
  const figures = runs.map((run, i) => pictures[i] && worstFigure(run, pictures[i], i)).filter(Boolean);
  const section = byId("worst");
  section.hidden = !figures.length;
  section.querySelectorAll("figure").forEach((figure) => figure.remove());
  section.append(...figures);
}

function worstFigure(run, picture, index) {
  const figure = document.createElement("figure");
  figure.className = "tiles wide";
  const caption = figure.appendChild(document.createElement("figcaption"));
  const key = caption.appendChild(document.createElement("span"));
  key.className = `key s${index}`;
  caption.append(run.name);
  const canvas = figure.appendChild(document.createElement("canvas"));
  [canvas.width, canvas.height] = [picture.width, picture.height];
  canvas.getContext("2d").drawImage(picture, 0, 0);
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-label", `the worst validation faces of ${run.name}, listed below`);
  const list = figure.appendChild(document.createElement("ol"));
  const count = Math.round(picture.width / picture.height);
  figure.style.setProperty("--count", count);
  run.errors.slice(0, count).forEach(({ id, nme }) => {
    const item = list.appendChild(document.createElement("li"));
    item.textContent = `${nme.toFixed(2)} % · ${id}`;
    item.title = id;
  });
  return figure;
}

/**
 * The faces that both runs were validated on, each with itself, at each run's best validation. Where the data have another
 * digest, no more is known of the faces than their names.
 */
function pairedText([a, b]) {
  const other = new Map(b.errors.map(({ id, nme }) => [id, nme]));
  const differences = a.errors.filter(({ id }) => other.has(id)).map(({ id, nme }) => nme - other.get(id));
  const n = differences.length;
  if (n < 2) return "They have no errors of the same validation faces to compare yet.";
  const mean = differences.reduce((sum, d) => sum + d, 0) / n;
  const deviation = Math.sqrt(differences.reduce((sum, d) => sum + (d - mean) ** 2, 0) / (n - 1));
  const half = 1.96 * deviation / Math.sqrt(n);
  const lower = differences.filter((d) => d < 0).length;
  const [digest, otherDigest] = [a, b].map(({ provenance }) => provenance["data-sha256"]);
  const faces = digest && digest === otherDigest ? `the same ${n} faces`
    : `${n} faces matched by name only (not the same data-sha256: faces, landmarks and norm may be others)`;
  return `At their best validations, NME on ${faces}: ${a.name} minus ${b.name} is ${mean.toFixed(3)} points, `
    + `95 % interval ${(mean - half).toFixed(3)} to ${(mean + half).toFixed(3)} (mean ± 1.96 standard errors)`
    + `${Math.abs(mean) > half ? "" : ", no difference shown"}; ${a.name} is lower on ${lower} faces. `
    + "Each run chose its best step on these faces: wingloss compare on faces that neither has seen is the test.";
}

/** Validation errors that both runs measured at the same step. */
function difference(runs) {
  const section = byId("difference");
  section.hidden = runs.length !== 2;
  if (section.hidden) return;
  byId("paired").textContent = pairedText(runs);
  const [one, other] = runs.map((run) => new Map(run.curves.nme));
  const steps = [...one.keys()].filter((step) => other.has(step));
  const differences = steps.map((step) => one.get(step) - other.get(step));
  const mean = differences.reduce((sum, d) => sum + d, 0) / differences.length;
  const better = differences.filter((d) => d < 0).length;
  byId("verdict").textContent = steps.length
    ? `${runs[0].name} is lower at ${better} of ${steps.length} validations at the same step; the mean difference is ${mean.toFixed(3)}. The last of them, NME in percent:`
    : "The two have measured at no common step yet.";
  const [table] = section.getElementsByTagName("table");
  table.tHead.replaceChildren();
  table.tBodies[0].replaceChildren();
  const head = table.tHead.insertRow();
  ["step", runs[0].name, runs[1].name, "difference"].forEach((text) => cell(head, text));
  steps.slice(-12).forEach((step) => {
    const row = table.tBodies[0].insertRow();
    [step.toLocaleString("en"), one.get(step).toFixed(3), other.get(step).toFixed(3), (one.get(step) - other.get(step)).toFixed(3)].forEach((text) => cell(row, text));
  });
}

function lines(run) {
  const found = new Map();
  let key = "";
  run.recipe.split("\n").filter((line) => line.trim() && !line.trim().startsWith("#")).forEach((line) => {
    const pair = /^([a-z0-9-]+): ?(.*)$/.exec(line);
    if (pair) [, key] = pair;
    const text = pair ? pair[2] : line.trim();
    found.set(key, [found.get(key), text].filter(Boolean).join(" "));
  });
  Object.entries(run.provenance).forEach(([name, value]) => found.set(`· ${name}`, value));
  return found;
}

function recipes(runs) {
  const section = byId("recipes");
  section.hidden = !runs.length;
  const all = runs.map(lines);
  const [table] = section.getElementsByTagName("table");
  table.tHead.replaceChildren();
  table.tBodies[0].replaceChildren();
  const head = table.tHead.insertRow();
  ["key", ...runs.map((run) => run.name)].forEach((text) => cell(head, text));
  [...new Set(all.flatMap((map) => [...map.keys()]))].forEach((key) => {
    const row = table.tBodies[0].insertRow();
    const values = all.map((map) => map.get(key) ?? "–");
    row.className = values.length === 2 && values[0] !== values[1] ? "differs" : "";
    [key, ...values].forEach((text) => cell(row, text));
  });
}

let last = Promise.resolve();
let waiting;

/**
 * One after the other: an older one that ends later would show what is chosen no more. At most one waits, since it draws what there
 * is when it begins.
 */
function refresh() {
  waiting ??= last.then(() => {
    waiting = undefined;
    return draw();
  });
  last = waiting;
  return last;
}

let failed = "";
let connection = "";

/** What could not be drawn matters more than that the server is there. */
function tell() {
  byId("live").textContent = failed || connection;
}

async function draw() {
  try {
    await list();
    await curves();
    document.body.dataset.ready = "true";
    failed = "";
  } catch (failure) {
    failed = failure.message;
  }
  tell();
}

byId("to-faces").href = `.${hash}`;
await refresh();
watch((names) => {
  connection = `live; ${names.join(", ")} logged at ${new Date().toLocaleTimeString("en-GB")}`;
  tell();
  refresh();
}, (problem) => {
  connection = problem || "live";
  tell();
});
