package org.wingloss.data.format;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.face.Face;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.face.Visibility;
import org.wingloss.data.geometry.Box;

/** One object of a {@link JsonLines} file, token by token. Its first token has been read. */
final class JsonLine {
  /** More landmarks than any scheme has; keeps a hostile line from filling the memory. */
  private static final int MOST = 10_000;

  private final JsonParser json;
  private final Role role;
  private final Function<String, InvalidDataException> wrong;
  private String id;
  private String image;
  private double[] points;
  private int count;
  private int[] hidden = {};
  private double[] box;
  private Set<String> subsets = Set.of();
  private boolean failed;

  /**
   * A line to be read.
   *
   * @param wrong makes an error that names the line
   */
  JsonLine(JsonParser json, Role role, Function<String, InvalidDataException> wrong) {
    this.json = json;
    this.role = role;
    this.wrong = wrong;
  }

  /** Reads the object up to its end. */
  JsonLine read() throws IOException {
    begin();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String key = json.currentName();
      json.nextToken();
      switch (key) {
        case "id" -> id = text(key);
        case "image" -> image = text(key);
        case "landmarks" -> landmarks();
        case "hidden" -> hidden();
        case "box" -> box();
        case "subsets" -> subsets = texts(key);
        // What predictions add for people; nothing here computes with it.
        case "plausible", "uncertainty", "nme" -> json.skipChildren();
        default -> further(key);
      }
    }
    checkId();
    return this;
  }

  /** Reads the object, behind which nothing may follow. */
  JsonLine readLast() throws IOException {
    read();
    if (json.nextToken() != null) {
      throw wrong.apply("has text after the object");
    }
    return this;
  }

  /** Reads no more of the object than is needed to know the face's id. */
  String readId() throws IOException {
    begin();
    while (id == null && json.nextToken() == JsonToken.FIELD_NAME) {
      String key = json.currentName();
      json.nextToken();
      switch (key) {
        case "id" -> id = text(key);
        case "image" -> image = text(key);
        default -> json.skipChildren();
      }
    }
    return checkId();
  }

  Optional<String> id() {
    return Optional.ofNullable(id);
  }

  Optional<String> image() {
    return Optional.ofNullable(image);
  }

  /** Whether an {@code error} was read and no landmarks. */
  boolean tellsFailure() {
    return failed && points == null;
  }

  /** The face that was read; it must have landmarks. */
  Face face() {
    if (points == null) {
      throw wrong.apply("the face '%s' has no 'landmarks'".formatted(name()));
    }
    try {
      return new Face(
          name(),
          Optional.ofNullable(image).map(Path::of),
          Landmarks.of(vector(), states()),
          Optional.ofNullable(box == null ? null : faceBox()),
          subsets,
          OptionalDouble.empty());
    } catch (InvalidPathException e) {
      throw wrong.apply("names an image that is no path: " + e.getMessage());
    } catch (IllegalArgumentException e) {
      throw wrong.apply(e.getMessage());
    }
  }

  /** The box that was read; there must be one. */
  Box faceBox() {
    if (box == null) {
      throw wrong.apply("has no 'box'");
    }
    try {
      return new Box(box[0], box[1], box[2], box[3]);
    } catch (IllegalArgumentException e) {
      throw wrong.apply(e.getMessage());
    }
  }

  /** The id, else the image with {@code /}, which names its first face. */
  String name() {
    return id != null || image == null ? id : image.replace('\\', '/');
  }

  private void begin() {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      throw wrong.apply("expected a JSON object but found " + name(json.currentToken()));
    }
  }

  private String checkId() {
    String name = name();
    if (name == null) {
      throw wrong.apply("needs an 'id' or an 'image'");
    }
    // Half of a surrogate pair, which "\ud800" can write, has no UTF-8.
    if (name.isBlank() || !StandardCharsets.UTF_8.newEncoder().canEncode(name)) {
      throw wrong.apply(name.isBlank() ? "id must not be blank" : "the id is not text (UTF-8)");
    }
    return name;
  }

  private void further(String key) throws IOException {
    if (role == Role.GROUND_TRUTH) {
      throw wrong.apply(
          "unknown key '%s'; known: id, image, landmarks, hidden, box, subsets"
              .formatted(TextFile.shown(key)));
    }
    failed |= "error".equals(key) && json.currentToken() != JsonToken.VALUE_NULL;
    json.skipChildren();
  }

  private void landmarks() throws IOException {
    if (role == Role.PREDICTIONS && json.currentToken() == JsonToken.VALUE_NULL) {
      return;
    }
    expect("landmarks", JsonToken.START_ARRAY);
    points = new double[256];
    while (json.nextToken() != JsonToken.END_ARRAY) {
      bound("landmarks", count);
      if (2 * count == points.length) {
        points = Arrays.copyOf(points, 2 * points.length);
      }
      if (json.currentToken() == JsonToken.VALUE_NULL) {
        points[2 * count] = Double.NaN;
        points[2 * count + 1] = Double.NaN;
      } else {
        if (!numbers(points, 2 * count, 2, "landmarks") && role == Role.GROUND_TRUTH) {
          throw wrong.apply(
              "'landmarks[%d]' must be finite but is [%s, %s]"
                  .formatted(count, points[2 * count], points[2 * count + 1]));
        }
      }
      count++;
    }
  }

  private void box() throws IOException {
    box = new double[4];
    if (!numbers(box, 0, 4, "box")) {
      throw wrong.apply("'box' must be finite");
    }
  }

  /** Reads a list of so many numbers; whether all of them are finite. */
  private boolean numbers(double[] to, int at, int wanted, String key) throws IOException {
    boolean finite = json.currentToken() == JsonToken.START_ARRAY;
    boolean fits = finite;
    for (int i = 0; i < wanted && fits; i++) {
      fits = json.nextToken() != null && json.currentToken().isNumeric();
      if (fits) {
        to[at + i] = json.getDoubleValue();
        finite &= Double.isFinite(to[at + i]);
      }
    }
    if (!fits || json.nextToken() != JsonToken.END_ARRAY) {
      String place = wanted == 2 ? key + "[" + at / 2 + "]" : key;
      throw wrong.apply("'%s' must be %d numbers".formatted(place, wanted));
    }
    return finite;
  }

  private double[] vector() {
    double[] vector = new double[2 * count];
    for (int i = 0; i < count; i++) {
      vector[i] = points[2 * i];
      vector[count + i] = points[2 * i + 1];
    }
    return vector;
  }

  private Visibility[] states() {
    Visibility[] states = new Visibility[count];
    for (int i = 0; i < count; i++) {
      boolean present = Double.isFinite(points[2 * i]) && Double.isFinite(points[2 * i + 1]);
      states[i] = present ? Visibility.VISIBLE : Visibility.MISSING;
    }
    for (int i : hidden) {
      if (i < 0 || i >= count || states[i] == Visibility.MISSING) {
        throw wrong.apply("'hidden' names landmark %d, which has no coordinates".formatted(i));
      }
      states[i] = Visibility.HIDDEN;
    }
    return states;
  }

  private void hidden() throws IOException {
    expect("hidden", JsonToken.START_ARRAY);
    while (json.nextToken() != JsonToken.END_ARRAY) {
      bound("hidden", hidden.length);
      expect("hidden", JsonToken.VALUE_NUMBER_INT);
      hidden = Arrays.copyOf(hidden, hidden.length + 1);
      hidden[hidden.length - 1] = json.getIntValue();
    }
  }

  private Set<String> texts(String key) throws IOException {
    expect(key, JsonToken.START_ARRAY);
    Set<String> texts = new TreeSet<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      bound(key, texts.size());
      texts.add(text(key));
    }
    return texts;
  }

  private String text(String key) throws IOException {
    expect(key, JsonToken.VALUE_STRING);
    return json.getText();
  }

  private void expect(String key, JsonToken token) {
    if (json.currentToken() != token) {
      throw wrong.apply(
          "'%s' must be %s but is %s".formatted(key, name(token), name(json.currentToken())));
    }
  }

  private void bound(String key, int size) {
    if (size >= MOST) {
      throw wrong.apply("'%s' has more than %d entries".formatted(key, MOST));
    }
  }

  private static String name(JsonToken token) {
    return token == null
        ? "nothing"
        : switch (token) {
          case START_ARRAY -> "a list";
          case START_OBJECT -> "an object";
          case VALUE_STRING -> "a text";
          case VALUE_NUMBER_INT -> "a whole number";
          case VALUE_NUMBER_FLOAT -> "a number";
          case VALUE_NULL -> "null";
          case VALUE_TRUE, VALUE_FALSE -> "true or false";
          case END_ARRAY, END_OBJECT, FIELD_NAME, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT ->
              "cut short";
        };
  }
}
