package org.wingloss.data.format;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.NumberText;
import org.wingloss.data.face.Face;
import org.wingloss.data.face.FaceIds;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.face.Visibility;

/**
 * SPIGA's annotation file: a JSON list of objects with {@code imgpath}, {@code bbox} [x, y, width,
 * height], {@code landmarks} [[x, y], …] and if wanted {@code visible}, {@code ids} and {@code
 * headpose} (yaw first, degrees), 0-based. Other keys are passed over. The id is the image's name;
 * the second face of an image is {@code name#2}, and so on.
 *
 * <p>{@code ids} has a number for every entry of {@code landmarks}, which says which one it is. The
 * longest list of a file, the first of several, is that of a complete face and in the order of the
 * scheme. A face that lacks some of its numbers, as SPIGA's files of MERL-RAV leave out landmarks
 * that the face itself covers, lacks these landmarks.
 */
public final class SpigaJson {
  private final Path file;
  private final FaceIds names = new FaceIds();
  private final List<Entry> entries = new ArrayList<>();

  /** The longest {@code ids} so far. */
  private List<Double> order = List.of();

  /**
   * An entry of the list.
   *
   * @param ids which landmark each is; empty where they are in the order of the scheme
   */
  private record Entry(Face face, List<Double> ids) {}

  private SpigaJson(Path file) {
    this.file = file;
  }

  /**
   * The faces of a file, in order.
   *
   * @throws InvalidDataException if the file is absent or an entry does not fit
   */
  public static List<Face> read(Path file) {
    SpigaJson reader = new SpigaJson(file);
    JsonEntry.document(
        file,
        json -> {
          if (json.currentToken() != JsonToken.START_ARRAY) {
            throw InvalidDataException.in(file, "is not a JSON list");
          }
          JsonEntry.forEach(json, file, "", reader::add);
        });
    return reader.faces();
  }

  private void add(JsonEntry entry) {
    Face face = face(entry);
    List<Double> ids = entry.has("ids") ? ids(entry, face.landmarks().count()) : List.of();
    if (ids.size() > order.size()) {
      order = ids;
    }
    entries.add(new Entry(face, ids.equals(order) ? order : ids));
  }

  private static List<Double> ids(JsonEntry entry, int count) {
    List<Double> ids = Arrays.stream(entry.numbers("ids")).boxed().toList();
    if (ids.size() != count) {
      throw entry.wrong("'ids' has %d values for %d landmarks".formatted(ids.size(), count));
    }
    Set<Double> seen = new HashSet<>();
    for (Double id : ids) {
      if (!Double.isFinite(id)) {
        throw entry.wrong("'ids' must be finite numbers");
      }
      if (!seen.add(id)) {
        throw entry.wrong("'ids' has %s twice".formatted(NumberText.plain(id)));
      }
    }
    return ids;
  }

  /** All faces with their landmarks in one order. */
  private List<Face> faces() {
    Map<Double, Integer> places = new HashMap<>();
    for (Double id : order) {
      places.put(id, places.size());
    }
    List<Face> faces = new ArrayList<>(entries.size());
    for (Entry entry : entries) {
      boolean ordered = entry.ids().isEmpty() || entry.ids().equals(order);
      String where = "%s, entry %d".formatted(file, faces.size() + 1);
      faces.add(ordered ? entry.face() : placed(entry, places, where));
    }
    return faces;
  }

  private static Face placed(Entry entry, Map<Double, Integer> places, String where) {
    Landmarks read = entry.face().landmarks();
    double[] vector = new double[2 * places.size()];
    Visibility[] states = new Visibility[places.size()];
    Arrays.fill(states, Visibility.MISSING);
    for (int i = 0; i < read.count(); i++) {
      Integer place = places.get(entry.ids().get(i));
      if (place == null) {
        throw new InvalidDataException(
            ("%s: 'ids' has %s, which the longest 'ids' of the file lacks; their order is known"
                    + " only from a face with all landmarks")
                .formatted(where, NumberText.plain(entry.ids().get(i))));
      }
      vector[place] = read.x(i);
      vector[states.length + place] = read.y(i);
      states[place] = read.state(i);
    }
    return entry.face().withLandmarks(Landmarks.of(vector, states));
  }

  private Face face(JsonEntry entry) {
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
        names.next(image),
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
