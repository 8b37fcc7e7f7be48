package org.wingloss.data.dataset;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.face.Face;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.face.Visibility;
import org.wingloss.data.format.StrictJson;
import org.wingloss.data.geometry.Box;
import org.wingloss.data.scheme.LandmarkScheme;

/**
 * COCO keypoint JSON, as mmpose writes it for faces: {@code images} (id, file_name) and {@code
 * annotations} (image_id, {@code keypoints} x, y, v interleaved, {@code bbox} x, y, width, height),
 * 0-based, taken as they are; right = x + width. Of COCO-WholeBody, {@code face_kpts} and {@code
 * face_box} are read where {@code face_valid} is true. Pictures lie in the data folder or its
 * {@code images}.
 *
 * <p>Traps: v is 0 for a missing, 1 for a covered and 2 for a visible landmark, but mmpose's face
 * sets write 1 for every landmark: in a file without any 2, 1 counts as visible. Annotations
 * without any marked landmark (people seen from behind) are passed over. Unknown keys are too: the
 * format is made to be extended.
 *
 * @param scheme the meaning of the landmarks
 */
record CocoLayout(LandmarkScheme scheme) implements ListFileLayout {
  private static final List<String> PICTURES = List.of("", "images");

  /** Reads one element of a list and leaves the rest of the list to the parser. */
  private static final ObjectReader ELEMENT =
      StrictJson.mapper()
          .readerFor(JsonNode.class)
          .without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  @Override
  public String kind() {
    return "coco";
  }

  @Override
  public String ending() {
    return ".json";
  }

  @Override
  public List<Face> readFile(DataFolder folder, Path list) {
    Map<Long, String> names = new HashMap<>();
    List<MarkedFace> faces = new ArrayList<>();
    try (InputStream in = Files.newInputStream(list);
        JsonParser json = StrictJson.mapper().createParser(in)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw InvalidDataException.in(list, "is not a JSON object");
      }
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String key = json.currentName();
        json.nextToken();
        if (key.equals("images")) {
          forEach(json, list, image -> names.put(image.id("id"), image.text("file_name")));
        } else if (key.equals("annotations")) {
          forEach(
              json,
              list,
              face -> folder.face(face.place(), () -> face(face).ifPresent(faces::add)));
        } else {
          json.skipChildren();
        }
      }
    } catch (JsonProcessingException e) {
      throw InvalidDataException.in(list, StrictJson.explain(e), e);
    } catch (IOException e) {
      throw InvalidDataException.in(list, "cannot be read: " + e.getMessage(), e);
    }
    return joined(folder, list, names, faces);
  }

  /** A face before its picture is known: annotations may precede images. */
  private record MarkedFace(long image, String where, Landmarks landmarks, Box box) {}

  private List<Face> joined(
      DataFolder folder, Path list, Map<Long, String> names, List<MarkedFace> faces) {
    boolean graded =
        faces.stream()
            .anyMatch(face -> List.of(face.landmarks().states()).contains(Visibility.VISIBLE));
    List<Face> out = new ArrayList<>(faces.size());
    FaceIds ids = new FaceIds();
    for (MarkedFace face : faces) {
      String name = names.getOrDefault(face.image(), "image " + face.image());
      String id = ids.next(folder.idOf(PICTURES, name));
      folder.face(
          id,
          () -> {
            if (!names.containsKey(face.image())) {
              throw new InvalidDataException(
                  "%s: belongs to image %d, which 'images' lacks"
                      .formatted(face.where(), face.image()));
            }
            out.add(
                new Face(
                    id,
                    folder.picture(PICTURES, name, list.toString()),
                    graded ? face.landmarks() : uncovered(face.landmarks()),
                    Optional.ofNullable(face.box()),
                    Set.of()));
          });
    }
    return out;
  }

  private Optional<MarkedFace> face(Entry entry) {
    boolean whole = entry.node().has("face_kpts");
    String key = whole ? "face_kpts" : "keypoints";
    if (!entry.node().has(key) || (whole && !entry.node().path("face_valid").asBoolean(true))) {
      return Optional.empty();
    }
    double[] triples = entry.numbers(key);
    if (triples.length % 3 != 0) {
      throw entry.wrong("'%s' must be triples but has %d numbers".formatted(key, triples.length));
    }
    LandmarkCount.check(triples.length / 3, scheme, entry.where());
    Landmarks landmarks = landmarks(triples);
    if (List.of(landmarks.states()).stream().allMatch(state -> state == Visibility.MISSING)) {
      return Optional.empty();
    }
    String boxKey = whole ? "face_box" : "bbox";
    Box box = entry.node().has(boxKey) ? entry.box(boxKey) : null;
    return Optional.of(new MarkedFace(entry.id("image_id"), entry.where(), landmarks, box));
  }

  private static Landmarks landmarks(double[] triples) {
    int count = triples.length / 3;
    double[] vector = new double[2 * count];
    Visibility[] states = new Visibility[count];
    for (int i = 0; i < count; i++) {
      vector[i] = triples[3 * i];
      vector[count + i] = triples[3 * i + 1];
      double v = triples[3 * i + 2];
      states[i] = v <= 0 ? Visibility.MISSING : v < 2 ? Visibility.HIDDEN : Visibility.VISIBLE;
    }
    return Landmarks.of(vector, states);
  }

  /** The same landmarks in a file that does not tell covered from visible. */
  private static Landmarks uncovered(Landmarks landmarks) {
    Visibility[] states = landmarks.states();
    for (int i = 0; i < states.length; i++) {
      states[i] = states[i] == Visibility.HIDDEN ? Visibility.VISIBLE : states[i];
    }
    return Landmarks.of(landmarks.vector(), states);
  }

  private static void forEach(JsonParser json, Path list, java.util.function.Consumer<Entry> use)
      throws IOException {
    String array = json.currentName();
    if (json.currentToken() != JsonToken.START_ARRAY) {
      throw InvalidDataException.in(list, "'" + array + "' must be a list");
    }
    for (int i = 0; json.nextToken() != JsonToken.END_ARRAY; i++) {
      JsonNode node = ELEMENT.readValue(json);
      use.accept(new Entry(node, list, array + "[" + i + "]"));
    }
  }

  /** One element of a list, with its place in the file. */
  private record Entry(JsonNode node, Path list, String place) {
    String where() {
      return list + ", " + place;
    }

    long id(String key) {
      JsonNode value = node.path(key);
      if (!value.canConvertToLong()) {
        throw wrong("'" + key + "' must be a whole number");
      }
      return value.asLong();
    }

    String text(String key) {
      JsonNode value = node.path(key);
      if (!value.isTextual()) {
        throw wrong("'" + key + "' must be a text");
      }
      return value.asText();
    }

    double[] numbers(String key) {
      JsonNode list = node.path(key);
      double[] out = new double[list.size()];
      for (int i = 0; i < out.length; i++) {
        if (!list.get(i).isNumber() || !Double.isFinite(list.get(i).asDouble())) {
          throw wrong("'%s[%d]' must be a finite number".formatted(key, i));
        }
        out[i] = list.get(i).asDouble();
      }
      return out;
    }

    Box box(String key) {
      double[] box = numbers(key);
      if (box.length != 4) {
        throw wrong("'%s' must be x, y, width, height".formatted(key));
      }
      try {
        return new Box(box[0], box[1], box[0] + box[2], box[1] + box[3]);
      } catch (IllegalArgumentException e) {
        throw wrong("'%s': %s".formatted(key, e.getMessage()));
      }
    }

    InvalidDataException wrong(String problem) {
      return new InvalidDataException(where() + ": " + problem);
    }
  }
}
