package org.wingloss.data.format;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.geometry.Box;

/**
 * One element of a list in a JSON document. Documents are read element by element, each of at most
 * {@value StrictJson#MOST_TOKENS} tokens.
 *
 * @param node an object
 * @param file for messages
 * @param place the element's place in the file, for messages
 */
record JsonEntry(JsonNode node, Path file, String place) {
  private static final long LARGEST = 1L << 30;

  /** Reads one element and leaves the rest of the list to the parser. */
  private static final ObjectReader ELEMENT =
      FaceJson.MAPPER
          .readerFor(JsonNode.class)
          .without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  /** Reads a document whose first token has been read. */
  interface Document {
    void read(JsonParser json) throws IOException;
  }

  /**
   * Opens a document.
   *
   * @throws InvalidDataException if it is absent, too large or not JSON
   */
  static void document(Path file, Document document) {
    try (InputStream in = TextFile.open(file);
        JsonParser json = FaceJson.MAPPER.createParser(in)) {
      if (Files.size(file) > LARGEST) {
        throw InvalidDataException.in(
            file,
            "has %d bytes but at most %d are read of a JSON document; JSON Lines have no limit"
                .formatted(Files.size(file), LARGEST));
      }
      json.nextToken();
      document.read(json);
      if (json.nextToken() != null) {
        throw InvalidDataException.in(file, "has text after the document");
      }
    } catch (IOException e) {
      throw StrictJson.unreadable(file, e);
    }
  }

  /**
   * Hands every element of the list at the parser to a consumer.
   *
   * @param list what the list is called, {@code ""} for the document itself
   */
  static void forEach(JsonParser json, Path file, String list, Consumer<JsonEntry> consumer)
      throws IOException {
    if (json.currentToken() != JsonToken.START_ARRAY) {
      throw InvalidDataException.in(file, "'" + list + "' must be a list");
    }
    for (int i = 0; json.nextToken() != JsonToken.END_ARRAY; i++) {
      String place = list.isEmpty() ? "entry " + (i + 1) : list + "[" + i + "]";
      if (json.currentToken() != JsonToken.START_OBJECT) {
        throw InvalidDataException.in(file, place + ": expected an object");
      }
      JsonNode node = ELEMENT.readValue(new Bounded(json, file, place));
      consumer.accept(new JsonEntry(node, file, place));
    }
  }

  /** Hands out no more tokens than an element may have. */
  private static final class Bounded extends JsonParserDelegate {
    private final Path file;
    private final String place;
    private long tokens;

    Bounded(JsonParser json, Path file, String place) {
      super(json);
      this.file = file;
      this.place = place;
    }

    @Override
    public JsonToken nextToken() throws IOException {
      tokens++;
      if (tokens > StrictJson.MOST_TOKENS) {
        throw InvalidDataException.in(
            file, "%s: has more than %d tokens".formatted(place, StrictJson.MOST_TOKENS));
      }
      return super.nextToken();
    }
  }

  String where() {
    return file + ", " + place;
  }

  boolean has(String key) {
    return node.has(key);
  }

  /** The first of some keys that is there, which must be a text. */
  Optional<String> text(String... keys) {
    for (String key : keys) {
      if (node.has(key)) {
        if (!node.get(key).isTextual()) {
          throw wrong("'" + key + "' must be a text");
        }
        return Optional.of(node.get(key).asText());
      }
    }
    return Optional.empty();
  }

  /** The name of the image, under the keys that tools use. */
  Optional<String> image() {
    return text("imgpath", "image", "file_name");
  }

  /** A number that names something: whole, or a text. */
  String id(String key) {
    JsonNode value = node.path(key);
    if (!value.isIntegralNumber() && !value.isTextual()) {
      throw wrong("'" + key + "' must be a whole number or a text");
    }
    return value.asText();
  }

  /** The numbers of a list; {@code null} is NaN. */
  double[] numbers(String key) {
    return numbers(node.path(key), key);
  }

  double[] numbers(JsonNode list, String key) {
    if (!list.isArray()) {
      throw wrong("'" + key + "' must be a list");
    }
    double[] out = new double[list.size()];
    for (int i = 0; i < out.length; i++) {
      JsonNode value = list.get(i);
      if (!value.isNumber() && !value.isNull()) {
        throw wrong("'%s[%d]' must be a number".formatted(key, i));
      }
      out[i] = value.isNull() ? Double.NaN : value.asDouble();
    }
    return out;
  }

  /**
   * The numbers of a list of points, three each: x, y, v one after the other or as a list of [x, y,
   * v] or [x, y].
   *
   * @param third v where a point has none
   */
  double[] points(String key, double third) {
    JsonNode list = node.path(key);
    if (!list.path(0).isArray()) {
      return numbers(key);
    }
    double[] out = new double[3 * list.size()];
    for (int i = 0; i < list.size(); i++) {
      double[] point = numbers(list.get(i), key + "[" + i + "]");
      if (point.length != 2 && point.length != 3) {
        throw wrong("'%s[%d]' must be [x, y] or [x, y, v]".formatted(key, i));
      }
      out[3 * i] = point[0];
      out[3 * i + 1] = point[1];
      out[3 * i + 2] = point.length == 3 ? point[2] : third;
    }
    return out;
  }

  /** Hands every element of a list in this entry to a consumer. */
  void forEach(String key, Consumer<JsonEntry> consumer) {
    JsonNode list = node.path(key);
    if (!list.isArray()) {
      throw wrong("'" + key + "' must be a list");
    }
    for (int i = 0; i < list.size(); i++) {
      String inside = "%s, %s[%d]".formatted(place, key, i);
      if (!list.get(i).isObject()) {
        throw InvalidDataException.in(file, inside + ": expected an object");
      }
      consumer.accept(new JsonEntry(list.get(i), file, inside));
    }
  }

  /**
   * The box under a key, if it is there: x, y, width, height, with right = x + width; or a list of
   * one box left, top, right, bottom, as mmpose's inference writes it.
   */
  Optional<Box> box(String key) {
    if (!node.has(key)) {
      return Optional.empty();
    }
    boolean corners = node.get(key).path(0).isArray();
    double[] box = corners ? numbers(node.get(key).get(0), key + "[0]") : numbers(key);
    if (box.length != 4) {
      throw wrong("'%s' must be x, y, width, height".formatted(key));
    }
    double right = corners ? box[2] : box[0] + box[2];
    double bottom = corners ? box[3] : box[1] + box[3];
    try {
      return Optional.of(new Box(box[0], box[1], right, bottom));
    } catch (IllegalArgumentException e) {
      throw wrong("'%s': %s".formatted(key, e.getMessage()));
    }
  }

  /** An image's name as a path. */
  static Path path(String image, String where) {
    if (image.isBlank()) {
      throw new InvalidDataException(where + ": the image's name must not be blank");
    }
    try {
      return Path.of(image);
    } catch (InvalidPathException e) {
      throw new InvalidDataException(
          where + ": names an image that is no path: " + TextFile.shown(image), e);
    }
  }

  InvalidDataException wrong(String problem) {
    return new InvalidDataException(where() + ": " + problem);
  }
}
