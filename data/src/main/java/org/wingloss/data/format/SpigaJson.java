package org.wingloss.data.format;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.face.Face;
import org.wingloss.data.face.FaceIds;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.face.Visibility;

/**
 * SPIGA's annotation file: a JSON list of objects with {@code imgpath}, {@code bbox} [x, y, width,
 * height], {@code landmarks} [[x, y], …] and if wanted {@code visible} and {@code headpose} (yaw
 * first, degrees), 0-based. Other keys are passed over. The id is the image's name; the second face
 * of an image is {@code name#2}, and so on.
 */
public final class SpigaJson {
  private SpigaJson() {}

  /**
   * The faces of a file, in order.
   *
   * @throws InvalidDataException if the file is absent or an entry does not fit
   */
  public static List<Face> read(Path file) {
    List<Face> faces = new ArrayList<>();
    FaceIds ids = new FaceIds();
    JsonEntry.document(
        file,
        json -> {
          if (json.currentToken() != JsonToken.START_ARRAY) {
            throw InvalidDataException.in(file, "is not a JSON list");
          }
          JsonEntry.forEach(json, file, "", entry -> faces.add(face(entry, ids)));
        });
    return faces;
  }

  private static Face face(JsonEntry entry, FaceIds ids) {
    String image =
        entry
            .image()
            .orElseThrow(
                () ->
                    entry.wrong(
                        "needs 'imgpath', 'image' or 'file_name'; 'image_id' names the image of"
                            + " entries with 'keypoints'"));
    Landmarks landmarks = landmarks(entry);
    double[] pose = entry.has("headpose") ? entry.numbers("headpose") : new double[0];
    return new Face(
        ids.next(image),
        Optional.of(JsonEntry.path(image, entry.where())),
        landmarks,
        entry.box("bbox"),
        Set.of(),
        pose.length == 0 || !Double.isFinite(pose[0])
            ? OptionalDouble.empty()
            : OptionalDouble.of(pose[0]));
  }

  private static Landmarks landmarks(JsonEntry entry) {
    JsonNode points = entry.node().path("landmarks");
    int count = points.size();
    if (count == 0) {
      throw entry.wrong("needs 'landmarks' [[x, y], …] or 'keypoints' [x, y, v, …]");
    }
    double[] visible = entry.has("visible") ? entry.numbers("visible") : new double[0];
    if (entry.has("visible") && visible.length != count) {
      throw entry.wrong(
          "'visible' has %d values for %d landmarks".formatted(visible.length, count));
    }
    double[] vector = new double[2 * count];
    Visibility[] states = new Visibility[count];
    for (int i = 0; i < count; i++) {
      double[] point = entry.numbers(points.get(i), "landmarks[" + i + "]");
      if (point.length != 2) {
        throw entry.wrong("'landmarks[%d]' must be [x, y]".formatted(i));
      }
      vector[i] = point[0];
      vector[count + i] = point[1];
      boolean present = Double.isFinite(point[0]) && Double.isFinite(point[1]);
      boolean hidden = visible.length > 0 && visible[i] == 0;
      states[i] = !present ? Visibility.MISSING : hidden ? Visibility.HIDDEN : Visibility.VISIBLE;
    }
    return Landmarks.of(vector, states);
  }
}
