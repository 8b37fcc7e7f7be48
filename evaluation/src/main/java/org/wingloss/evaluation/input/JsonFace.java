package org.wingloss.evaluation.input;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.face.Face;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.face.Visibility;
import org.wingloss.data.format.Role;
import org.wingloss.data.geometry.Box;

/** One entry of a {@link JsonFaces} document. */
final class JsonFace {
  private static final int MOST = 30_000;

  private final Path file;
  private final int entry;
  private final Role role;

  private String path;
  private String imageId;
  private double[] points;
  private double[] keypoints;
  private double[] box;
  private double[] visible;
  private double[] headPose;

  JsonFace(Path file, int entry, Role role) {
    this.file = file;
    this.entry = entry;
    this.role = role;
  }

  /** Reads the object whose start is the current token. */
  void parse(JsonParser json) throws IOException {
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String key = json.currentName();
      json.nextToken();
      switch (key) {
        case "imgpath", "image", "file_name" -> path = json.getText();
        case "image_id" -> imageId = json.getText();
        case "landmarks" -> points = pairs(json);
        case "keypoints" -> keypoints = numbers(json, key);
        case "bbox" -> box = numbers(json, key);
        case "visible" -> visible = numbers(json, key);
        case "headpose" -> headPose = numbers(json, key);
        default -> json.skipChildren();
      }
    }
  }

  /** The picture's name, by which the face is matched. */
  String picture(Map<String, String> pictureNames) {
    if (path != null) {
      return path;
    }
    if (imageId == null) {
      throw wrong("needs 'imgpath' or 'image_id'");
    }
    return pictureNames.getOrDefault(imageId, imageId);
  }

  Face toFace(String id, String picture) {
    if ((points == null) == (keypoints == null)) {
      throw wrong("needs either 'landmarks' [[x, y], …] or 'keypoints' [x, y, v, …]");
    }
    try {
      return new Face(
          id,
          Optional.of(Path.of(picture)),
          points != null ? fromPoints() : fromKeypoints(),
          box == null
              ? Optional.empty()
              : Optional.of(new Box(box[0], box[1], box[0] + box[2], box[1] + box[3])),
          Set.of(),
          headPose == null || headPose.length == 0 || !Double.isFinite(headPose[0])
              ? OptionalDouble.empty()
              : OptionalDouble.of(headPose[0]));
    } catch (InvalidPathException e) {
      throw wrong("names a picture that is no path: " + e.getMessage());
    } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
      throw wrong(e.getMessage());
    }
  }

  private Landmarks fromPoints() {
    int count = points.length / 2;
    Visibility[] states = new Visibility[count];
    double[] vector = new double[2 * count];
    if (visible != null && visible.length != count) {
      throw wrong("'visible' has %d values for %d landmarks".formatted(visible.length, count));
    }
    for (int i = 0; i < count; i++) {
      boolean hidden = visible != null && visible[i] == 0;
      put(vector, states, i, points[2 * i], points[2 * i + 1], hidden);
    }
    return Landmarks.of(vector, states);
  }

  private Landmarks fromKeypoints() {
    if (keypoints.length == 0 || keypoints.length % 3 != 0) {
      throw wrong("'keypoints' must be triples but has %d numbers".formatted(keypoints.length));
    }
    int count = keypoints.length / 3;
    Visibility[] states = new Visibility[count];
    double[] vector = new double[2 * count];
    for (int i = 0; i < count; i++) {
      double flag = keypoints[3 * i + 2];
      boolean unmarked = role == Role.GROUND_TRUTH && flag == 0;
      double x = unmarked ? Double.NaN : keypoints[3 * i];
      put(vector, states, i, x, keypoints[3 * i + 1], role == Role.GROUND_TRUTH && flag == 1);
      if (unmarked) {
        states[i] = Visibility.MISSING;
      }
    }
    return Landmarks.of(vector, states);
  }

  private void put(
      double[] vector, Visibility[] states, int i, double x, double y, boolean hidden) {
    int count = states.length;
    vector[i] = x;
    vector[count + i] = y;
    boolean lost = !Double.isFinite(x) || !Double.isFinite(y);
    states[i] =
        lost && role == Role.PREDICTIONS
            ? Visibility.MISSING
            : hidden ? Visibility.HIDDEN : Visibility.VISIBLE;
    if (lost && role == Role.GROUND_TRUTH) {
      states[i] = Visibility.MISSING;
    }
  }

  private double[] pairs(JsonParser json) throws IOException {
    array(json, "landmarks");
    double[] values = new double[128];
    int count = 0;
    while (json.nextToken() != JsonToken.END_ARRAY) {
      double[] point = numbers(json, "landmarks");
      if (point.length != 2) {
        throw wrong("'landmarks' must hold [x, y] but holds %d numbers".formatted(point.length));
      }
      if (count + 2 > values.length) {
        values = Arrays.copyOf(values, 2 * count);
      }
      bound("landmarks", count);
      values[count++] = point[0];
      values[count++] = point[1];
    }
    return Arrays.copyOf(values, count);
  }

  private double[] numbers(JsonParser json, String key) throws IOException {
    array(json, key);
    double[] values = new double[8];
    int count = 0;
    while (json.nextToken() != JsonToken.END_ARRAY) {
      boolean none = json.currentToken() == JsonToken.VALUE_NULL;
      if (!none && (json.currentToken() == null || !json.currentToken().isNumeric())) {
        throw wrong("'%s' must hold numbers".formatted(key));
      }
      bound(key, count);
      if (count == values.length) {
        values = Arrays.copyOf(values, 2 * count);
      }
      values[count++] = none ? Double.NaN : json.getDoubleValue();
    }
    if (key.equals("bbox") && count != 4) {
      throw wrong("'bbox' must be [x, y, width, height] but has %d numbers".formatted(count));
    }
    return Arrays.copyOf(values, count);
  }

  private void array(JsonParser json, String key) {
    if (json.currentToken() != JsonToken.START_ARRAY) {
      throw wrong("'%s' must be a list".formatted(key));
    }
  }

  private void bound(String key, int count) {
    if (count >= MOST) {
      throw wrong("'%s' has more than %d numbers".formatted(key, MOST));
    }
  }

  private InvalidDataException wrong(String problem) {
    return InvalidDataException.in(file, "entry " + entry + ": " + problem);
  }
}
