package org.wingloss.evaluation.input;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.face.Face;
import org.wingloss.data.format.Role;
import org.wingloss.data.format.StrictJson;

/**
 * JSON documents of other tools, all 0-based pixels: SPIGA's list of objects with {@code imgpath},
 * {@code bbox} [x, y, w, h], {@code landmarks} [[x, y], …], {@code visible} and {@code headpose};
 * COCO annotations as mmpose writes them ({@code images}, {@code annotations} with {@code
 * keypoints} [x, y, v, …]); and COCO results (a list with {@code image_id} and {@code keypoints}
 * [x, y, score, …]). Other keys are passed over.
 *
 * <p>The id is the picture's name; the second face of one picture in the file's order is {@code
 * name#2}, and so on, on both sides.
 */
final class JsonFaces {
  private static final long LARGEST = 1L << 30;
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

  static {
    MAPPER
        .getFactory()
        .setStreamReadConstraints(
            StreamReadConstraints.builder().maxNestingDepth(64).maxStringLength(1 << 20).build());
  }

  private final Path file;
  private final Role role;
  private final Map<String, String> pictureNames;
  private final List<Face> faces = new ArrayList<>();
  private final Map<String, Integer> facesOfPicture = new HashMap<>();

  private JsonFaces(Path file, Role role, Map<String, String> pictureNames) {
    this.file = file;
    this.role = role;
    this.pictureNames = new HashMap<>(pictureNames);
  }

  /**
   * Reads a document.
   *
   * @param pictureNames file names by COCO image id, for results that name only the id
   */
  static LoadedFaces read(Path file, Role role, Map<String, String> pictureNames) {
    JsonFaces reader = new JsonFaces(file, role, pictureNames);
    reader.parse();
    return new LoadedFaces(file.toString(), reader.faces);
  }

  /** The file names by image id of COCO annotations; empty for other documents. */
  static Map<String, String> pictureNames(Path file) {
    JsonFaces reader = new JsonFaces(file, Role.GROUND_TRUTH, Map.of());
    try (InputStream in = Files.newInputStream(file);
        JsonParser json = MAPPER.createParser(in)) {
      if (json.nextToken() == JsonToken.START_OBJECT) {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
          boolean images = json.currentName().equals("images");
          json.nextToken();
          if (images) {
            reader.images(json);
          } else {
            json.skipChildren();
          }
        }
      }
    } catch (JsonProcessingException e) {
      throw InvalidDataException.in(file, StrictJson.explain(e), e);
    } catch (IOException e) {
      throw InvalidDataException.in(file, "cannot be read: " + e.getMessage(), e);
    }
    return reader.pictureNames;
  }

  private void parse() {
    try (InputStream in = Files.newInputStream(file);
        JsonParser json = MAPPER.createParser(in)) {
      if (Files.size(file) > LARGEST) {
        throw InvalidDataException.in(
            file,
            "has %d bytes but at most %d are read of a JSON document; JSON Lines have no limit"
                .formatted(Files.size(file), LARGEST));
      }
      JsonToken first = json.nextToken();
      if (first == JsonToken.START_ARRAY) {
        elements(json);
      } else if (first == JsonToken.START_OBJECT) {
        pictureNames.putAll(pictureNames(file));
        while (json.nextToken() == JsonToken.FIELD_NAME) {
          boolean annotations = json.currentName().equals("annotations");
          JsonToken value = json.nextToken();
          if (annotations && value == JsonToken.START_ARRAY) {
            elements(json);
          } else {
            json.skipChildren();
          }
        }
      }
      if (json.nextToken() != null) {
        throw InvalidDataException.in(file, "has text after the document");
      }
    } catch (JsonProcessingException e) {
      throw InvalidDataException.in(file, StrictJson.explain(e), e);
    } catch (IOException e) {
      throw InvalidDataException.in(file, "cannot be read: " + e.getMessage(), e);
    }
  }

  private void images(JsonParser json) throws IOException {
    while (json.nextToken() == JsonToken.START_OBJECT) {
      String id = null;
      String name = null;
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String key = json.currentName();
        json.nextToken();
        if (key.equals("id")) {
          id = json.getText();
        } else if (key.equals("file_name")) {
          name = json.getText();
        } else {
          json.skipChildren();
        }
      }
      if (id == null || name == null) {
        throw InvalidDataException.in(file, "an entry of 'images' needs 'id' and 'file_name'");
      }
      pictureNames.put(id, name);
    }
  }

  private void elements(JsonParser json) throws IOException {
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (json.currentToken() != JsonToken.START_OBJECT) {
        throw InvalidDataException.in(
            file, "entry %d: expected an object".formatted(faces.size() + 1));
      }
      JsonFace face = new JsonFace(file, faces.size() + 1, role);
      face.parse(json);
      String picture = face.picture(pictureNames);
      int number = facesOfPicture.merge(picture, 1, Integer::sum);
      faces.add(face.toFace(number == 1 ? picture : picture + "#" + number, picture));
    }
  }
}
