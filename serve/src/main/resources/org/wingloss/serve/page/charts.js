// Curves as SVG.

const SVG = "http://www.w3.org/2000/svg";
const [WIDTH, HEIGHT] = [460, 210];
const INSET = { left: 52, right: 26, top: 10, bottom: 24 };

function element(name, attributes, parent) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  parent?.append(made);
  return made;
}

export function shortNumber(value) {
  if (value === undefined || value === null) return "–";
  if (value !== 0 && (Math.abs(value) < 1e-3 || Math.abs(value) >= 1e6)) return value.toExponential(1);
  return value.toLocaleString("en", { maximumSignificantDigits: 4 });
}

/** Round numbers between two bounds. */
function ticks(low, high, count) {
  const raw = (high - low) / count || 1;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 5, 10].map((f) => f * power).find((s) => s >= raw);
  const found = [];
  for (let t = Math.ceil(low / step) * step; t <= high + step * 1e-6; t += step) found.push(t);
  return found;
}

/** 1, 2 and 5 times powers of ten, or the powers alone where those are enough. */
function logTicks(low, high) {
  const found = [];
  for (let power = Math.floor(Math.log10(low)); power <= Math.log10(high); power++) {
    for (const f of [1, 2, 5]) if (f * 10 ** power >= low && f * 10 ** power <= high) found.push(f * 10 ** power);
  }
  const powers = found.filter((t) => Math.abs(Math.log10(t) % 1) < 1e-9);
  return found.length > 6 && powers.length > 1 ? powers : found;
}

/**
 * A chart of one quantity for one or two runs.
 * @param {{title: string, log?: boolean, dots?: boolean, series: number[][][]}} chart points [step, value] of each run
 */
export function chart({ title, log = false, dots = false, series }) {
  const figure = document.createElement("figure");
  figure.className = "chart";
  const caption = document.createElement("figcaption");
  caption.textContent = title;
  const reading = document.createElement("span");
  caption.append(reading);
  const svg = element("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img" });
  figure.append(caption, svg);
  const all = series.flat().filter(([, value]) => !log || value > 0);
  if (!all.length) {
    reading.textContent = "nothing logged yet";
    return figure;
  }
  const scaled = (value) => (log ? Math.log10(value) : value);
  const steps = all.map(([step]) => step);
  const values = all.map(([, value]) => scaled(value));
  const [first, last] = [Math.min(...steps), Math.max(...steps)];
  let [low, high] = [Math.min(...values), Math.max(...values)];
  if (high === low) [low, high] = [low - 0.5, high + 0.5];
  const margin = (high - low) * 0.06;
  [low, high] = [low - margin, high + margin];
  const x = (step) => INSET.left + ((step - first) / (last - first || 1)) * (WIDTH - INSET.left - INSET.right);
  const y = (value) => HEIGHT - INSET.bottom - ((scaled(value) - low) / (high - low)) * (HEIGHT - INSET.top - INSET.bottom);
  for (const value of log ? logTicks(10 ** low, 10 ** high) : ticks(low, high, 4)) {
    element("line", { class: "grid", x1: INSET.left, x2: WIDTH - INSET.right, y1: y(value), y2: y(value) }, svg);
    element("text", { x: INSET.left - 6, y: y(value) + 4, "text-anchor": "end" }, svg).textContent = shortNumber(value);
  }
  for (const t of ticks(first, last, 4)) {
    element("text", { x: x(t), y: HEIGHT - 8, "text-anchor": "middle" }, svg).textContent = shortNumber(t);
  }
  series.forEach((points, i) => {
    const shown = points.filter(([, value]) => !log || value > 0);
    if (!shown.length) return;
    element("path", { class: `line s${i}`, d: `M${shown.map(([s, v]) => `${x(s).toFixed(1)} ${y(v).toFixed(1)}`).join("L")}` }, svg);
    if (dots) shown.forEach(([s, v]) => element("circle", { class: `dot s${i}`, cx: x(s), cy: y(v), r: 3 }, svg));
  });
  const ends = series.map((points) => points.at(-1)?.[1]);
  const latest = () => { reading.textContent = ends.map(shortNumber).join(" · "); };
  svg.setAttribute("aria-label", `${title}: ${series.map((points, i) => `run ${i + 1} from ${shortNumber(points[0]?.[1])} to ${shortNumber(ends[i])}`).join(", ")}`);
  latest();
  const cursor = element("line", { class: "cursor", y1: INSET.top, y2: HEIGHT - INSET.bottom, visibility: "hidden" }, svg);
  svg.addEventListener("pointermove", (event) => {
    const bounds = svg.getBoundingClientRect();
    const at = ((event.clientX - bounds.left) / bounds.width) * WIDTH;
    const nearest = series.map((points) => points.reduce((best, p) => (best && Math.abs(x(best[0]) - at) <= Math.abs(x(p[0]) - at) ? best : p), null));
    const step = nearest.find(Boolean)?.[0];
    cursor.setAttribute("x1", x(step));
    cursor.setAttribute("x2", x(step));
    cursor.setAttribute("visibility", "visible");
    reading.textContent = `step ${shortNumber(step)}: ${nearest.map((p) => shortNumber(p?.[1])).join(" · ")}`;
  });
  svg.addEventListener("pointerleave", () => {
    cursor.setAttribute("visibility", "hidden");
    latest();
  });
  return figure;
}
