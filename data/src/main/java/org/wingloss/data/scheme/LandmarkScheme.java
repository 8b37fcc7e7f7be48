package org.wingloss.data.scheme;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.format.StrictJson;

/**
 * What the L landmarks of a data set mean. A scheme is a JSON file; nothing outside a scheme file
 * knows what 68 is. "Left" is the picture's left, so {@code leftEye} is the eye of the person's
 * right side in an unflipped photograph. Lists may be empty where a scheme has no such landmark.
 *
 * @param name {@code 300w-68}
 * @param count L
 * @param description where the scheme comes from
 * @param mirror pairs that change places in a flip; landmarks named in no pair flip to themselves
 * @param leftEye the landmarks whose mean is the left pupil (inter-pupil norm)
 * @param rightEye the landmarks whose mean is the right pupil
 * @param outerEyeCorners the left and the right outer corner (inter-ocular norm), or empty
 * @param innerEyeCorners the left and the right inner corner, or empty
 * @param chin the tip of the chin, or empty
 * @param groups landmarks by part of the face, for reports
 * @param outlines lines to draw
 */
public record LandmarkScheme(
    String name,
    int count,
    String description,
    List<List<Integer>> mirror,
    List<Integer> leftEye,
    List<Integer> rightEye,
    List<Integer> outerEyeCorners,
    List<Integer> innerEyeCorners,
    List<Integer> chin,
    Map<String, List<Integer>> groups,
    List<Outline> outlines) {

  /**
   * A line through landmarks.
   *
   * @param points landmark indices in drawing order
   * @param closed whether the last joins the first
   */
  public record Outline(List<Integer> points, boolean closed) {
    /** Copies the list. */
    public Outline {
      points = List.copyOf(points);
    }
  }

  /** More landmarks than any face is annotated with. */
  public static final int MOST = 10_000;

  /** The schemes that travel with this module. */
  private static final List<String> NAMES =
      List.of(
          "300w-68", "300w-51", "aflw-19", "aflw-21", "cofw-29", "wflw-98", "mtfl-5", "lapa-106");

  /** Schemes that are a run of landmarks of another one. */
  private static final Map<String, Part> PARTS = Map.of("300w-51", new Part("300w-68", 17));

  private record Part(String whole, int first) {}

  /** Checks every index and that the flip pairs are disjoint. */
  public LandmarkScheme {
    if (count < 1) {
      throw new IllegalArgumentException("count must be >= 1 but was " + count);
    }
    if (count > MOST) {
      throw new IllegalArgumentException("count must be <= %d but was %d".formatted(MOST, count));
    }
    mirror = mirror.stream().map(List::copyOf).toList();
    leftEye = indices("left-eye", leftEye, count);
    rightEye = indices("right-eye", rightEye, count);
    outerEyeCorners =
        pairOrNone("outer-eye-corners", indices("outer-eye-corners", outerEyeCorners, count));
    innerEyeCorners =
        pairOrNone("inner-eye-corners", indices("inner-eye-corners", innerEyeCorners, count));
    chin = indices("chin", chin, count);
    Map<String, List<Integer>> parts = new LinkedHashMap<>();
    for (Map.Entry<String, List<Integer>> group : groups.entrySet()) {
      parts.put(group.getKey(), indices("groups." + group.getKey(), group.getValue(), count));
    }
    groups = Collections.unmodifiableMap(parts);
    outlines = List.copyOf(outlines);
    for (Outline outline : outlines) {
      indices("outlines", outline.points(), count);
    }
    boolean[] seen = new boolean[count];
    for (List<Integer> pair : mirror) {
      if (pair.size() != 2) {
        throw new IllegalArgumentException("mirror needs pairs of landmarks but found " + pair);
      }
      for (int i : indices("mirror", pair, count)) {
        if (seen[i]) {
          throw new IllegalArgumentException("mirror names landmark " + i + " twice");
        }
        seen[i] = true;
      }
    }
  }

  /** The names of the schemes that travel with this module. */
  public static List<String> names() {
    return NAMES;
  }

  /** Whether this is one of those schemes, and not one of one's own that has the name alone. */
  public boolean bundled() {
    return NAMES.contains(name) && equals(of(name));
  }

  /** The first known scheme of so many landmarks, if there is one. */
  public static Optional<LandmarkScheme> ofCount(int landmarks) {
    return names().stream()
        .map(LandmarkScheme::of)
        .filter(scheme -> scheme.count() == landmarks)
        .findFirst();
  }

  /**
   * A scheme by name, or read from a file when the argument is not a known name.
   *
   * @throws InvalidDataException if there is neither such a name nor a valid file
   */
  public static LandmarkScheme of(String nameOrFile) {
    if (NAMES.contains(nameOrFile)) {
      String resource = nameOrFile + ".json";
      try (InputStream in = LandmarkScheme.class.getResourceAsStream(resource)) {
        return StrictJson.mapper().readValue(in, LandmarkScheme.class);
      } catch (IOException e) {
        throw new UncheckedIOException(resource, e);
      }
    }
    Path file = Path.of(nameOrFile);
    if (!Files.isRegularFile(file)) {
      throw new InvalidDataException(
          "no landmark scheme is called '%s' and there is no such file; known: %s"
              .formatted(nameOrFile, String.join(", ", NAMES)));
    }
    return StrictJson.read(file, LandmarkScheme.class);
  }

  /**
   * The scheme of which this one's landmarks are a part: of the inner 51 that of all 68. A scheme
   * of one's own that has the name alone is a part of none.
   */
  public Optional<LandmarkScheme> whole() {
    return Optional.ofNullable(PARTS.get(name))
        .filter(part -> bundled())
        .map(part -> of(part.whole()));
  }

  /** This scheme's landmarks of a face that has those of {@link #whole()}. */
  public Landmarks ofWhole(Landmarks landmarks) {
    int first = PARTS.get(name).first();
    return landmarks.reorder(IntStream.range(first, first + count).toArray());
  }

  /** The order that gives a flipped face its names back: an involution on 0 … L−1. */
  public int[] flipMap() {
    int[] flip = IntStream.range(0, count).toArray();
    for (List<Integer> pair : mirror) {
      flip[pair.get(0)] = pair.get(1);
      flip[pair.get(1)] = pair.get(0);
    }
    return flip;
  }

  /** This scheme as JSON. */
  public String toJson() {
    return StrictJson.write(this);
  }

  private static List<Integer> indices(String key, List<Integer> list, int count) {
    for (int i : list) {
      if (i < 0 || i >= count) {
        throw new IllegalArgumentException(
            "%s names landmark %d but the scheme has 0 to %d".formatted(key, i, count - 1));
      }
    }
    return List.copyOf(list);
  }

  private static List<Integer> pairOrNone(String key, List<Integer> list) {
    if (!list.isEmpty() && list.size() != 2) {
      throw new IllegalArgumentException(key + " must name two landmarks or none but was " + list);
    }
    return list;
  }
}
