// The requests to the server. Its token, if it has one, stands behind # in the address of the page.

const token = new URLSearchParams(location.hash.slice(1)).get("token");

/** What stands behind # in the addresses of this server's pages; empty if it has no token. */
export const hash = token ? `#${new URLSearchParams({ token })}` : "";

function send(path, options = {}) {
  return fetch(path, { ...options, headers: token ? { Authorization: `Bearer ${token}` } : {} });
}

/** What the server takes: bytes of a file, pixels of a picture, faces of a request. */
export const most = { bytes: 16 * 1024 * 1024, pixels: 50_000_000, faces: 64 };

/** The document of a reply; an Error with the server's sentence if the request was refused. */
async function read(reply) {
  const body = await reply.json().catch(() => ({}));
  if (reply.ok) return body;
  if (reply.status === 401) throw new Error("this server needs its token: open the whole address that it printed when it started");
  throw new Error(body.detail || `the server replied ${reply.status}`);
}

/** The document of a request; an Error with the server's sentence if it is refused. */
export async function ask(path, options) {
  return read(await send(path, options));
}

/** The picture of a request; null if there is none. An <img> could not send the token. */
export async function askPicture(path) {
  const reply = await send(path);
  return reply.ok ? createImageBitmap(await reply.blob()) : null;
}

/** The model and what its landmarks mean. */
export function model() {
  return ask("v1/model");
}

/** The pages that this server has. */
export async function pages() {
  return (await ask("healthz")).pages;
}

/**
 * Faces and landmarks of a picture.
 * @param {Blob} picture a picture's file
 * @param {{boxes?: number[][], tta?: boolean, refine?: boolean, signal?: AbortSignal}} wanted
 */
export function landmarks(picture, { boxes = [], tta = false, refine, signal } = {}) {
  const query = new URLSearchParams({ tta });
  if (refine !== undefined) query.set("refine", refine);
  boxes.forEach((box) => query.append("box", box.join(",")));
  return ask(`v1/landmarks?${query}`, { method: "POST", body: picture, signal });
}

/** Reads a stream of events to its end. */
async function follow(stream, changed) {
  const reader = stream.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    text += part.value;
    const events = text.split("\n\n");
    text = events.pop();
    events.forEach((event) => {
      const data = event.split("\n").find((line) => line.startsWith("data: "));
      if (data) changed(JSON.parse(data.slice(6)));
    });
  }
}

/**
 * Follows the training runs. The stream is read by fetch, since an EventSource cannot send a token.
 * @param {(names: string[]) => void} changed @param {(problem: string) => void} state empty while connected
 */
export async function watch(changed, state) {
  for (;;) {
    let problem = "not connected; trying again";
    try {
      const reply = await send("v1/runs/events");
      if (reply.ok) {
        state("");
        await follow(reply.body, changed);
      } else {
        problem = await read(reply).catch((refused) => refused.message);
      }
      if (reply.status === 401) return state(problem); // The token would not come by itself.
    } catch {
      // The server has ended or cannot be reached; it may come back.
    }
    state(problem);
    await new Promise((later) => setTimeout(later, 3000));
  }
}
