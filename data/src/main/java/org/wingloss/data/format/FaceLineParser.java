package org.wingloss.data.format;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.face.Visibility;
import org.wingloss.data.geometry.Box;

/** One object of a {@link JsonLines} file, token by token. */
final class FaceLineParser {
  /** More landmarks than any scheme has; keeps a hostile line from filling the memory. */
  private static final int MOST = 10_000;

  private final Path file;
  private final long line;
  private final JsonParser json;

  FaceLineParser(Path file, long line, JsonParser json) {
    this.file = file;
    this.line = line;
    this.json = json;
  }

  FaceLine parse() throws IOException {
    String id = null;
    String image = null;
    List<double[]> points = null;
    List<Integer> hidden = List.of();
    double[] box = null;
    Set<String> subsets = Set.of();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String key = json.currentName();
      json.nextToken();
      switch (key) {
        case "id" -> id = text(key);
        case "image" -> image = text(key);
        case "landmarks" -> points = points();
        case "hidden" -> hidden = indices(key);
        case "box" -> box = numbers(key, 4);
        case "subsets" -> subsets = texts(key);
        // What predictions add for people; nothing here computes with it.
        case "uncertainty" -> json.skipChildren();
        default ->
            throw wrong(
                "unknown key '%s'; known: id, image, landmarks, hidden, box, subsets"
                    .formatted(TextFile.shown(key)));
      }
    }
    if (id == null && image == null) {
      throw wrong("needs an 'id' or an 'image'");
    }
    try {
      return new FaceLine(
          id == null ? image : id,
          Optional.ofNullable(image),
          points == null ? Optional.empty() : Optional.of(landmarks(points, hidden)),
          box == null ? Optional.empty() : Optional.of(new Box(box[0], box[1], box[2], box[3])),
          subsets);
    } catch (IllegalArgumentException e) {
      throw InvalidDataException.at(file, line, e.getMessage());
    }
  }

  private Landmarks landmarks(List<double[]> points, List<Integer> hidden) {
    int count = points.size();
    double[] vector = new double[2 * count];
    Visibility[] states = new Visibility[count];
    Arrays.fill(states, Visibility.VISIBLE);
    for (int i = 0; i < count; i++) {
      double[] point = points.get(i);
      if (point == null) {
        states[i] = Visibility.MISSING;
      } else {
        vector[i] = point[0];
        vector[count + i] = point[1];
      }
    }
    for (int i : hidden) {
      if (i < 0 || i >= count || states[i] == Visibility.MISSING) {
        throw wrong("'hidden' names landmark %d, which has no coordinates".formatted(i));
      }
      states[i] = Visibility.HIDDEN;
    }
    return Landmarks.of(vector, states);
  }

  private List<double[]> points() throws IOException {
    expect("landmarks", JsonToken.START_ARRAY);
    List<double[]> points = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      bound("landmarks", points.size());
      points.add(
          json.currentToken() == JsonToken.VALUE_NULL
              ? null
              : numbers("landmarks[" + points.size() + "]", 2));
    }
    return points;
  }

  private double[] numbers(String key, int count) throws IOException {
    expect(key, JsonToken.START_ARRAY);
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      if (!json.nextToken().isNumeric()) {
        throw wrong("'%s' must be %d numbers".formatted(key, count));
      }
      values[i] = json.getDoubleValue();
      if (!Double.isFinite(values[i])) {
        throw wrong("'%s' must be finite".formatted(key));
      }
    }
    if (json.nextToken() != JsonToken.END_ARRAY) {
      throw wrong("'%s' must be %d numbers but has more".formatted(key, count));
    }
    return values;
  }

  private List<Integer> indices(String key) throws IOException {
    expect(key, JsonToken.START_ARRAY);
    List<Integer> indices = new ArrayList<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      bound(key, indices.size());
      expect(key, JsonToken.VALUE_NUMBER_INT);
      indices.add(json.getIntValue());
    }
    return indices;
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
      throw wrong(
          "'%s' must be %s but is %s".formatted(key, name(token), name(json.currentToken())));
    }
  }

  private void bound(String key, int size) {
    if (size >= MOST) {
      throw wrong("'%s' has more than %d entries".formatted(key, MOST));
    }
  }

  private InvalidDataException wrong(String problem) {
    return InvalidDataException.at(file, line, problem);
  }

  private static String name(JsonToken token) {
    return switch (token) {
      case START_ARRAY -> "a list";
      case START_OBJECT -> "an object";
      case VALUE_STRING -> "a text";
      case VALUE_NUMBER_INT -> "a whole number";
      case VALUE_NUMBER_FLOAT -> "a number";
      case VALUE_NULL -> "null";
      case VALUE_TRUE, VALUE_FALSE -> "true or false";
      case END_ARRAY, END_OBJECT, FIELD_NAME, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT -> "cut short";
    };
  }
}
