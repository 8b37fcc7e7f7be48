// The ways in which a picture comes: chosen, dropped, pasted, taken, or the example.

const byId = (id) => document.getElementById(id);

/** @param {(file: Blob, name: string) => void} open @param {(failure: Error) => void} failed */
export function listen(open, failed) {
  const leave = camera(open, failed);
  const take = (file, name) => {
    leave();
    open(file, name);
  };
  const stage = byId("stage");
  const file = byId("file");
  byId("choose").addEventListener("click", () => file.click());
  file.addEventListener("change", () => {
    if (file.files[0]) take(file.files[0], file.files[0].name);
    file.value = "";
  });
  addEventListener("dragover", (event) => {
    event.preventDefault();
    stage.classList.add("over");
  });
  addEventListener("dragleave", (event) => { if (!event.relatedTarget) stage.classList.remove("over"); });
  addEventListener("drop", (event) => {
    event.preventDefault();
    stage.classList.remove("over");
    const [dropped] = event.dataTransfer.files;
    if (dropped) take(dropped, dropped.name);
  });
  addEventListener("paste", (event) => {
    const [pasted] = event.clipboardData.files;
    if (pasted) take(pasted, pasted.name);
  });
  byId("sample").addEventListener("click", async () => {
    const reply = await fetch("sample.jpg");
    take(await reply.blob(), "synthetic-faces.jpg");
  });
}

/** @returns what ends the camera, also one that the browser still asks about */
function camera(open, failed) {
  const finder = byId("viewfinder");
  const video = byId("video");
  let stream = null;
  let turn = 0;
  const stop = (one) => one.getTracks().forEach((track) => track.stop());
  const leave = () => {
    turn++;
    if (!stream) return;
    stop(stream);
    stream = null;
    finder.hidden = true;
    byId("empty").hidden = false;
  };
  byId("camera").addEventListener("click", async () => {
    leave();
    const mine = turn;
    try {
      if (!navigator.mediaDevices) throw new Error("a browser gives the camera to pages of this machine or with TLS alone");
      const given = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "user", width: { ideal: 1280 } } });
      if (mine !== turn) return stop(given);
      stream = given;
      video.srcObject = stream;
      await video.play();
      if (mine !== turn) return;
      byId("empty").hidden = true;
      finder.hidden = false;
      byId("shoot").focus();
    } catch (failure) {
      if (mine !== turn) return;
      leave();
      failed(new Error(failure.name === "NotFoundError" ? "no camera was found" : failure.message));
    }
  });
  byId("shoot").addEventListener("click", () => {
    const canvas = document.createElement("canvas");
    canvas.width = video.videoWidth;
    canvas.height = video.videoHeight;
    canvas.getContext("2d").drawImage(video, 0, 0);
    leave();
    canvas.toBlob((blob) => open(blob, "camera.jpg"), "image/jpeg", 0.95);
  });
  byId("leave").addEventListener("click", leave);
  return leave;
}
