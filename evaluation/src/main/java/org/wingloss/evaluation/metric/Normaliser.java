package org.wingloss.evaluation.metric;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.geometry.Box;
import org.wingloss.data.scheme.LandmarkScheme;

/**
 * The length d by which a face's point errors are divided: NME = mean over the landmarks of ‖p̂−p‖₂
 * / d. The same predictions score very different numbers under different lengths, so none is
 * implied: every number carries the name and the formula of its normaliser.
 */
public sealed interface Normaliser {
  /** The name on the command line and in every report, {@code inter-ocular}. */
  String name();

  /** The formula in words, for reports. */
  String formula();

  /** Whether the annotations must carry a face box. */
  default boolean needsBox() {
    return false;
  }

  /** The thresholds of FR and AUC that the field's protocols use under this norm, percent. */
  default List<Double> usualThresholds() {
    return List.of(7.0);
  }

  /** Whether faces of this scheme can have such a length at all. */
  default boolean suits(LandmarkScheme scheme) {
    return true;
  }

  /**
   * The length in pixels of the truth's picture; always from the truth, never from a prediction.
   *
   * @return a positive number, or NaN when this face has no such length: a needed landmark or the
   *     box is missing, or the two points coincide
   */
  double length(LandmarkScheme scheme, Landmarks truth, Optional<Box> box);

  /** Every normaliser, in the order of reports. */
  static List<Normaliser> all() {
    return List.of(
        new InterOcular(),
        new InterPupil(),
        new BoxWidth(),
        new BoxSize(),
        new BoxMax(),
        new BoxDiagonal(),
        new LandmarkBox());
  }

  /**
   * The normaliser of a name.
   *
   * @throws InvalidDataException if there is none of that name
   */
  static Normaliser of(String name) {
    return all().stream()
        .filter(n -> n.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new InvalidDataException(
                    "no normaliser is called '%s'; known: %s"
                        .formatted(
                            name,
                            all().stream()
                                .map(Normaliser::name)
                                .collect(Collectors.joining(", ")))));
  }

  /** Distance of the outer eye corners: today's 300-W and WFLW tables. */
  record InterOcular() implements Normaliser {
    @Override
    public String name() {
      return "inter-ocular";
    }

    @Override
    public String formula() {
      return "distance of the outer eye corners";
    }

    @Override
    public List<Double> usualThresholds() {
      return List.of(8.0, 10.0);
    }

    @Override
    public boolean suits(LandmarkScheme scheme) {
      return !scheme.outerEyeCorners().isEmpty();
    }

    @Override
    public double length(LandmarkScheme scheme, Landmarks truth, Optional<Box> box) {
      if (!suits(scheme)) {
        return Double.NaN;
      }
      int left = scheme.outerEyeCorners().get(0);
      int right = scheme.outerEyeCorners().get(1);
      return positive(Math.hypot(truth.x(left) - truth.x(right), truth.y(left) - truth.y(right)));
    }
  }

  /** Distance of the eye centres, each the mean of its eye's landmarks: the paper's 300-W (A). */
  record InterPupil() implements Normaliser {
    @Override
    public String name() {
      return "inter-pupil";
    }

    @Override
    public String formula() {
      return "distance of the eye centres (mean of each eye's landmarks)";
    }

    @Override
    public List<Double> usualThresholds() {
      return List.of(8.0, 10.0);
    }

    @Override
    public boolean suits(LandmarkScheme scheme) {
      return !scheme.leftEye().isEmpty() && !scheme.rightEye().isEmpty();
    }

    @Override
    public double length(LandmarkScheme scheme, Landmarks truth, Optional<Box> box) {
      if (!suits(scheme)) {
        return Double.NaN;
      }
      return positive(
          Math.hypot(
              meanX(truth, scheme.leftEye()) - meanX(truth, scheme.rightEye()),
              meanY(truth, scheme.leftEye()) - meanY(truth, scheme.rightEye())));
    }

    private static double meanX(Landmarks truth, List<Integer> points) {
      double sum = 0;
      for (int point : points) {
        sum += truth.x(point);
      }
      return sum / points.size();
    }

    private static double meanY(Landmarks truth, List<Integer> points) {
      double sum = 0;
      for (int point : points) {
        sum += truth.y(point);
      }
      return sum / points.size();
    }
  }

  /** Width of the supplied face box: AFLW in the paper (A). */
  record BoxWidth() implements Normaliser {
    @Override
    public String name() {
      return "box-width";
    }

    @Override
    public String formula() {
      return "width of the supplied face box";
    }

    @Override
    public boolean needsBox() {
      return true;
    }

    @Override
    public double length(LandmarkScheme scheme, Landmarks truth, Optional<Box> box) {
      return box.map(Box::width).orElse(Double.NaN);
    }
  }

  /** √(w·h) of the supplied face box: 300-W private, COFW-68. */
  record BoxSize() implements Normaliser {
    @Override
    public String name() {
      return "box-size";
    }

    @Override
    public String formula() {
      return "√(width · height) of the supplied face box";
    }

    @Override
    public boolean needsBox() {
      return true;
    }

    @Override
    public double length(LandmarkScheme scheme, Landmarks truth, Optional<Box> box) {
      return box.map(b -> Math.sqrt(b.width() * b.height())).orElse(Double.NaN);
    }
  }

  /** The longer side of the supplied face box. */
  record BoxMax() implements Normaliser {
    @Override
    public String name() {
      return "box-max";
    }

    @Override
    public String formula() {
      return "longer side of the supplied face box";
    }

    @Override
    public boolean needsBox() {
      return true;
    }

    @Override
    public double length(LandmarkScheme scheme, Landmarks truth, Optional<Box> box) {
      return box.map(b -> Math.max(b.width(), b.height())).orElse(Double.NaN);
    }
  }

  /** The diagonal of the supplied face box. */
  record BoxDiagonal() implements Normaliser {
    @Override
    public String name() {
      return "box-diagonal";
    }

    @Override
    public String formula() {
      return "diagonal of the supplied face box";
    }

    @Override
    public boolean needsBox() {
      return true;
    }

    @Override
    public double length(LandmarkScheme scheme, Landmarks truth, Optional<Box> box) {
      return box.map(b -> Math.hypot(b.width(), b.height())).orElse(Double.NaN);
    }
  }

  /** √(w·h) of the tight box around the true landmarks; needs nothing else. */
  record LandmarkBox() implements Normaliser {
    @Override
    public String name() {
      return "landmark-box";
    }

    @Override
    public String formula() {
      return "√(width · height) of the tight box around the true landmarks";
    }

    @Override
    public double length(LandmarkScheme scheme, Landmarks truth, Optional<Box> box) {
      double left = Double.POSITIVE_INFINITY;
      double top = Double.POSITIVE_INFINITY;
      double right = Double.NEGATIVE_INFINITY;
      double bottom = Double.NEGATIVE_INFINITY;
      for (int i = 0; i < truth.count(); i++) {
        if (truth.isPresent(i)) {
          left = Math.min(left, truth.x(i));
          top = Math.min(top, truth.y(i));
          right = Math.max(right, truth.x(i));
          bottom = Math.max(bottom, truth.y(i));
        }
      }
      return right > left ? positive(Math.sqrt((right - left) * (bottom - top))) : Double.NaN;
    }
  }

  private static double positive(double length) {
    return length > 0 ? length : Double.NaN;
  }
}
