package org.wingloss.data.format;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Supplier;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.face.Face;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.face.Visibility;
import org.wingloss.data.geometry.Box;

/**
 * One pass over a {@link CocoJson} file, of COCO or of mmpose's inference. Images may stand behind
 * the annotations.
 */
final class CocoReader {
  private final Path file;
  private final Role role;
  private final Map<String, String> images;

  /** Those of them that this file lists. */
  private final Map<String, String> listed = new HashMap<>();

  private final List<Element> elements = new ArrayList<>();
  private boolean imagesMustBeListed;

  /** Whether the file tells hidden landmarks from visible ones. */
  private boolean graded;

  /**
   * An element of the list of annotations or results that has landmarks, or cannot be read.
   *
   * @param annotation the annotation, or the error that reading it gave
   */
  private record Element(String place, boolean broken, Supplier<Annotation> annotation) {}

  private record Annotation(
      String where,
      Optional<String> id,
      Optional<String> image,
      String imageId,
      Landmarks landmarks,
      Optional<Box> box) {}

  private CocoReader(Path file, Role role, Map<String, String> images) {
    this.file = file;
    this.role = role;
    this.images = new HashMap<>(images);
  }

  /**
   * Reads a file.
   *
   * @param images image names by id that the file may lack
   */
  static CocoReader read(Path file, Role role, Map<String, String> images) {
    CocoReader reader = new CocoReader(file, role, images);
    JsonEntry.document(file, reader::document);
    return reader;
  }

  Map<String, String> images() {
    return images;
  }

  /** The id of every entry that can be read, in order; empty for those without one. */
  List<Optional<String>> ids() {
    return elements.stream()
        .filter(element -> !element.broken())
        .map(element -> element.annotation().get().id())
        .toList();
  }

  /** The faces of the file, in order. */
  List<ListedFace> faces() {
    List<ListedFace> faces = new ArrayList<>(elements.size());
    for (Element element : elements) {
      String where = file + ", " + element.place();
      faces.add(
          element.broken()
              ? new ListedFace(
                  Optional.of(element.place()),
                  Optional.empty(),
                  where,
                  () -> face(element.annotation().get()))
              : new ListedFace(
                  Optional.empty(),
                  Optional.of(image(element.annotation().get())),
                  where,
                  () -> face(element.annotation().get())));
    }
    return faces;
  }

  private String image(Annotation face) {
    return face.image().orElseGet(() -> images.getOrDefault(face.imageId(), face.imageId()));
  }

  private Face face(Annotation face) {
    if (imagesMustBeListed && face.image().isEmpty() && !images.containsKey(face.imageId())) {
      throw new InvalidDataException(
          "%s: belongs to image %s, which 'images' lacks"
              .formatted(face.where(), TextFile.shown(face.imageId())));
    }
    String image = image(face);
    return new Face(
        image,
        Optional.of(JsonEntry.path(image, face.where())),
        graded ? face.landmarks() : face.landmarks().allVisible(),
        face.box(),
        Set.of(),
        OptionalDouble.empty());
  }

  private void document(JsonParser json) throws IOException {
    if (json.currentToken() == JsonToken.START_ARRAY) {
      JsonEntry.forEach(json, file, "", this::addAll);
      return;
    }
    if (json.currentToken() != JsonToken.START_OBJECT) {
      throw InvalidDataException.in(file, "is not a JSON object");
    }
    imagesMustBeListed = role == Role.GROUND_TRUTH;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String key = json.currentName();
      json.nextToken();
      switch (key) {
        case "images" -> JsonEntry.forEach(json, file, key, this::addImage);
        case "annotations" -> JsonEntry.forEach(json, file, key, entry -> add(entry, ""));
        case "instance_info" -> JsonEntry.forEach(json, file, key, this::addAll);
        default -> json.skipChildren();
      }
    }
  }

  private void addImage(JsonEntry image) {
    String id = image.id("id");
    String name =
        image.text("file_name").orElseThrow(() -> image.wrong("'file_name' must be a text"));
    String before = listed.put(id, name);
    if (before != null && !before.equals(name)) {
      throw image.wrong(
          "image id %s is given to '%s' and '%s'"
              .formatted(TextFile.shown(id), TextFile.shown(before), TextFile.shown(name)));
    }
    images.put(id, name);
  }

  /** Adds an entry, or those of a frame of mmpose's. */
  private void addAll(JsonEntry entry) {
    if (entry.has("instances")) {
      String frame = entry.id("frame_id");
      entry.forEach("instances", instance -> add(instance, frame));
    } else {
      add(entry, entry.has("keypoint_scores") ? stem() : "");
    }
  }

  /** The picture of mmpose's file, which has its name: {@code a.json}, {@code results_a.json}. */
  private String stem() {
    return file.getFileName().toString().replaceAll("^results_|\\.[^.]*$", "");
  }

  /**
   * Adds an entry.
   *
   * @param fallback the image's id where the entry has none; empty for no id
   */
  private void add(JsonEntry entry, String fallback) {
    try {
      annotation(entry, fallback)
          .ifPresent(face -> elements.add(new Element(entry.place(), false, () -> face)));
    } catch (InvalidDataException e) {
      elements.add(
          new Element(
              entry.place(),
              true,
              () -> {
                throw e;
              }));
    }
  }

  /** The annotation of an entry; none where no landmark is marked. */
  private Optional<Annotation> annotation(JsonEntry entry, String fallback) {
    boolean whole = entry.has("face_kpts");
    String key = whole ? "face_kpts" : "keypoints";
    boolean person = whole && !entry.node().path("face_valid").asBoolean(true);
    if (person || (role == Role.GROUND_TRUTH && !entry.has(key))) {
      return Optional.empty();
    }
    double[] triples = entry.points(key, role == Role.PREDICTIONS ? Double.NaN : 2);
    if (triples.length % 3 != 0 || (triples.length == 0 && role == Role.PREDICTIONS)) {
      throw entry.wrong("'%s' must be triples but has %d numbers".formatted(key, triples.length));
    }
    Visibility[] states = states(entry, key, triples);
    if (role == Role.GROUND_TRUTH
        && List.of(states).stream().allMatch(state -> state == Visibility.MISSING)) {
      return Optional.empty();
    }
    graded |= List.of(states).contains(Visibility.VISIBLE);
    Optional<String> image = entry.image();
    if (image.isEmpty() && !entry.has("image_id") && fallback.isEmpty()) {
      throw entry.wrong("needs 'image_id'");
    }
    return Optional.of(
        new Annotation(
            entry.where(),
            Optional.of(entry.node().path("id"))
                .filter(id -> id.isIntegralNumber() || id.isTextual())
                .map(JsonNode::asText),
            image,
            image.isPresent() ? "" : entry.has("image_id") ? entry.id("image_id") : fallback,
            landmarks(triples, states),
            whole ? entry.box("face_box") : box(entry)));
  }

  /** The square of box_size about the centre, by which mmpose divides for AFLW, else the bbox. */
  private static Optional<Box> box(JsonEntry entry) {
    if (!entry.has("box_size") || !entry.has("center")) {
      return entry.box("bbox");
    }
    JsonNode size = entry.node().get("box_size");
    double[] centre = entry.numbers("center");
    if (!size.isNumber() || centre.length != 2) {
      throw entry.wrong("'box_size' must be a number and 'center' x, y");
    }
    double half = size.asDouble() / 2;
    try {
      return Optional.of(
          new Box(centre[0] - half, centre[1] - half, centre[0] + half, centre[1] + half));
    } catch (IllegalArgumentException e) {
      throw new InvalidDataException(entry.where() + ": 'box_size': " + e.getMessage(), e);
    }
  }

  private Visibility[] states(JsonEntry entry, String key, double[] triples) {
    Visibility[] states = new Visibility[triples.length / 3];
    for (int i = 0; i < states.length; i++) {
      boolean finite = Double.isFinite(triples[3 * i]) && Double.isFinite(triples[3 * i + 1]);
      double v = triples[3 * i + 2];
      if (role == Role.PREDICTIONS) { // v is a score
        states[i] = finite ? Visibility.VISIBLE : Visibility.MISSING;
      } else {
        states[i] = v == 0 ? Visibility.MISSING : v == 1 ? Visibility.HIDDEN : Visibility.VISIBLE;
        if (v != 0 && v != 1 && v != 2) {
          throw entry.wrong("'%s[%d]' must be 0, 1 or 2 but is %s".formatted(key, 3 * i + 2, v));
        }
        if (!finite && states[i] != Visibility.MISSING) {
          throw entry.wrong(
              "'%s': keypoint %d is marked but not finite: [%s, %s]"
                  .formatted(key, i, triples[3 * i], triples[3 * i + 1]));
        }
      }
    }
    return states;
  }

  private static Landmarks landmarks(double[] triples, Visibility[] states) {
    int count = states.length;
    double[] vector = new double[2 * count];
    for (int i = 0; i < count; i++) {
      vector[i] = triples[3 * i];
      vector[count + i] = triples[3 * i + 1];
    }
    return Landmarks.of(vector, states);
  }
}
