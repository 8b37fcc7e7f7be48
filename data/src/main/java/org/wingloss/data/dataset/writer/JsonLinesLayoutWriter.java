package org.wingloss.data.dataset.writer;

import java.nio.file.Path;
import java.util.List;
import org.wingloss.data.format.JsonLines;
import org.wingloss.data.format.JsonLinesWriter;
import org.wingloss.data.scheme.LandmarkScheme;

/** The neutral JSON Lines, {@code train.jsonl} and {@code test.jsonl}. */
record JsonLinesLayoutWriter(LandmarkScheme scheme) implements LayoutWriter {
  @Override
  public List<FaceDestination> places() {
    return List.of(
        new FaceDestination("train", "images/%05d.jpg"),
        new FaceDestination("train", "images/%05d.jpg"),
        new FaceDestination("test", "images/%05d.jpg"));
  }

  @Override
  public List<WrittenFace> write(Path folder, List<WrittenFace> faces) {
    for (String split : List.of("train", "test")) {
      try (JsonLinesWriter out = JsonLines.writer(folder.resolve(split + ".jsonl"))) {
        for (WrittenFace face : faces) {
          if (face.split().equals(split)) {
            out.write(face.annotation().withImage(Path.of(face.annotation().id())));
          }
        }
        out.finish();
      }
    }
    return faces;
  }
}
