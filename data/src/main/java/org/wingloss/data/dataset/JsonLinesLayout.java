package org.wingloss.data.dataset;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.face.Face;
import org.wingloss.data.format.JsonLines;
import org.wingloss.data.format.TextFile;
import org.wingloss.data.scheme.LandmarkScheme;

/**
 * The neutral {@linkplain JsonLines JSON Lines} as a data set: {@code train.jsonl}, {@code
 * test.jsonl}. Pictures are named relative to the data folder or its folder {@code images}.
 *
 * @param scheme the meaning of the landmarks
 */
record JsonLinesLayout(LandmarkScheme scheme) implements ListFileLayout {
  @Override
  public String kind() {
    return "jsonl";
  }

  @Override
  public String ending() {
    return ".jsonl";
  }

  @Override
  public List<Face> readFile(DataFolder folder, Path list) {
    List<Face> faces = new ArrayList<>();
    JsonLines.forEach(
        list,
        face -> {
          folder.face(face.id(), () -> faces.add(annotation(folder, list, face)));
        });
    return faces;
  }

  private Face annotation(DataFolder folder, Path list, Face face) {
    String where = list + ", face '" + TextFile.shown(face.id()) + "'";
    Path image =
        face.picture().orElseThrow(() -> new InvalidDataException(where + ": has no 'image'"));
    LandmarkCount.check(face.landmarks().count(), scheme, where);
    return face.withImage(folder.picture(List.of("", "images"), image.toString(), where));
  }
}
