package org.wingloss.serve.landmarks;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.scheme.LandmarkScheme;

/**
 * Those of a model's landmarks that are wanted.
 *
 * @param scheme what they mean
 * @param indices where they are among the model's
 */
record SchemeSelection(LandmarkScheme scheme, List<Integer> indices) {
  static SchemeSelection all(LandmarkScheme own) {
    return new SchemeSelection(own, IntStream.range(0, own.count()).boxed().toList());
  }

  /**
   * The landmarks of a scheme.
   *
   * @param name never a file
   */
  static SchemeSelection of(String name, LandmarkScheme own) {
    if (name.equals(own.name())) {
      return all(own);
    }
    List<LandmarkScheme> parts =
        LandmarkScheme.names().stream()
            .map(LandmarkScheme::of)
            .filter(scheme -> scheme.whole().filter(own::equals).isPresent())
            .toList();
    for (LandmarkScheme part : parts) {
      if (part.name().equals(name)) {
        // The landmarks whose coordinates are their numbers, to learn which ones are taken.
        double[] numbers = IntStream.range(0, 2 * own.count()).asDoubleStream().toArray();
        Landmarks taken = part.ofWhole(Landmarks.of(numbers));
        return new SchemeSelection(
            part, IntStream.range(0, part.count()).mapToObj(i -> (int) taken.x(i)).toList());
      }
    }
    throw LandmarksQuery.wrong(
        "the model has no landmarks of the scheme '%s'; it has %s"
            .formatted(
                LandmarksQuery.shown(name),
                Stream.concat(Stream.of(own), parts.stream())
                    .map(LandmarkScheme::name)
                    .collect(Collectors.joining(", "))));
  }

  /** The wanted landmarks as pairs [x, y]. */
  List<double[]> points(Landmarks landmarks) {
    return indices.stream().map(i -> new double[] {landmarks.x(i), landmarks.y(i)}).toList();
  }

  /** The wanted ones of a number per landmark. */
  List<Double> of(List<Double> perLandmark) {
    return indices.stream().map(perLandmark::get).toList();
  }
}
