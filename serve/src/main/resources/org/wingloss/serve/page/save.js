// What is on the page as files.
import { blobOf, canvasOf } from "./picture.js";

function save(name, type, content) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content instanceof Blob ? content : new Blob([content], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

function stem(picture) {
  return picture.name.replace(/\.[^.]*$/, "") || "picture";
}

/** The document that the server would send for what is shown. */
export function shownDocument(faces, share) {
  const { picture, model } = faces;
  return {
    model: model.id, scheme: model.scheme.name, width: picture.width, height: picture.height,
    faces: faces.list.map((face, i) => ({
      id: String(i + 1), box: face.box, ...(face.score !== undefined && { score: face.score }),
      landmarks: faces.shown(face, share), ...(face.plausible !== undefined && { plausible: face.plausible }),
      ...(face.spread && { spread: face.spread }),
    })),
  };
}

export function saveJson(faces, share) {
  save(`${stem(faces.picture)}.json`, "application/json", JSON.stringify(shownDocument(faces, share), null, 1));
}

/** The .pts of 300-W, whose pixels count from 1. */
export function savePts(faces, index, share) {
  const points = faces.shown(faces.list[index], share).map(([x, y]) => `${x + 1} ${y + 1}`);
  save(`${stem(faces.picture)}.pts`, "text/plain", `version: 1\nn_points: ${points.length}\n{\n${points.join("\n")}\n}\n`);
}

/** The picture with outlines and points. */
export async function savePng(faces, share) {
  const { picture, model } = faces;
  const canvas = canvasOf(picture.width, picture.height);
  const pen = canvas.getContext("2d");
  pen.drawImage(picture.bitmap, 0, 0);
  const unit = Math.max(picture.width, picture.height) / 500;
  for (const face of faces.list) {
    const points = faces.shown(face, share);
    const good = face.plausible !== false;
    pen.lineWidth = 1.6 * unit;
    pen.strokeStyle = good ? "#ffc400" : "#ff4fc8";
    pen.strokeRect(face.box[0] + 0.5, face.box[1] + 0.5, face.box[2] - face.box[0], face.box[3] - face.box[1]);
    pen.strokeStyle = good ? "#00c8ff" : "#ff4fc8";
    for (const { points: indices, closed } of model.scheme.outlines) {
      pen.beginPath();
      indices.forEach((i) => pen.lineTo(points[i][0] + 0.5, points[i][1] + 0.5));
      if (closed) pen.closePath();
      pen.stroke();
    }
    pen.fillStyle = good ? "#3cff3c" : "#ff78dc";
    for (const [x, y] of points) {
      pen.beginPath();
      pen.arc(x + 0.5, y + 0.5, 1.6 * unit, 0, 7);
      pen.fill();
    }
  }
  save(`${stem(picture)}-landmarks.png`, "image/png", await blobOf(canvas, "image/png"));
}
