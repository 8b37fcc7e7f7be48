package org.wingloss.data.stream;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import org.wingloss.data.face.Face;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.face.Visibility;
import org.wingloss.data.format.StrictJson;
import org.wingloss.data.geometry.AffineMap;
import org.wingloss.data.geometry.Box;

/** The annotation of one sample, {@code KEY.json}; the package names its keys. */
record SampleJson(
    String id,
    @JsonSetter(contentNulls = Nulls.SET) List<List<Double>> landmarks,
    List<Integer> hidden,
    List<Double> box,
    Set<String> subsets,
    List<Double> crop) {
  private static final double MOST_SCALE = 1e6;
  private static final double FARTHEST = 1e9;

  /** Its shortest decimal of a number is the same on every Java. */
  private static final ObjectWriter WRITER =
      JsonMapper.builder(
              JsonFactory.builder().enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER).build())
          .build()
          .writerFor(SampleJson.class);

  /**
   * Reads an annotation.
   *
   * @param label names the tar and the entry
   * @throws org.wingloss.data.InvalidDataException if it does not fit
   */
  static SampleJson read(byte[] content, String label) {
    return StrictJson.read(content, label, SampleJson.class);
  }

  /**
   * The face in pixels of the crop.
   *
   * @throws IllegalArgumentException if the numbers make none
   */
  Face face() {
    int count = landmarks.size();
    double[] vector = new double[2 * count];
    Visibility[] states = new Visibility[count];
    for (int i = 0; i < count; i++) {
      List<Double> point = landmarks.get(i);
      states[i] = point == null ? Visibility.MISSING : Visibility.VISIBLE;
      if (point != null) {
        double[] xy = numbers("landmarks[" + i + "]", point, 2);
        vector[i] = xy[0];
        vector[count + i] = xy[1];
      }
    }
    for (int i : hidden) {
      if (i < 0 || i >= count || states[i] == Visibility.MISSING) {
        throw new IllegalArgumentException(
            "hidden names landmark %d, which has no coordinates".formatted(i));
      }
      states[i] = Visibility.HIDDEN;
    }
    Landmarks shape = Landmarks.of(vector, states);
    CropGeometry.requireNear(shape);
    double[] edges = numbers("box", box, 4);
    return new Face(
        id,
        Optional.empty(),
        shape,
        Optional.of(new Box(edges[0], edges[1], edges[2], edges[3])),
        subsets,
        OptionalDouble.empty());
  }

  /**
   * From pixels of the picture to pixels of the crop.
   *
   * @throws IllegalArgumentException if it is no map, or none that cuts a crop out of a picture
   */
  AffineMap cropFromImage() {
    double[] m = numbers("crop", crop, 6);
    AffineMap map = new AffineMap(m[0], m[1], m[2], m[3], m[4], m[5]);
    double magnified = Math.max(Math.max(Math.abs(m[0]), Math.abs(m[1])), Math.abs(m[4]));
    double moved = Math.max(Math.abs(m[2]), Math.abs(m[5]));
    if (!(map.scale() >= 1 / MOST_SCALE)
        || !(Math.max(magnified, Math.abs(m[3])) <= MOST_SCALE)
        || !(moved <= FARTHEST)) {
      throw new IllegalArgumentException("crop cuts nothing out of a picture: " + crop);
    }
    return map;
  }

  private static double[] numbers(String key, List<Double> values, int wanted) {
    if (values.size() != wanted) {
      throw new IllegalArgumentException(
          "%s must have %d numbers but has %d".formatted(key, wanted, values.size()));
    }
    if (values.stream().anyMatch(Objects::isNull)) {
      throw new IllegalArgumentException(key + " must not hold null");
    }
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** The bytes of a sample's annotation. */
  static byte[] write(CropSample sample) {
    Landmarks landmarks = sample.face().landmarks();
    List<List<Double>> points = new ArrayList<>();
    for (int i = 0; i < landmarks.count(); i++) {
      points.add(landmarks.isPresent(i) ? List.of(landmarks.x(i), landmarks.y(i)) : null);
    }
    AffineMap map = sample.cropFromImage();
    try {
      return WRITER.writeValueAsBytes(
          new SampleJson(
              sample.face().id(),
              points,
              landmarks.in(Visibility.HIDDEN),
              sample.face().boxOrBounds().edges(),
              new TreeSet<>(sample.face().subsets()),
              List.of(map.xx(), map.xy(), map.x0(), map.yx(), map.yy(), map.y0())));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e); // never: the bytes go to memory
    }
  }
}
