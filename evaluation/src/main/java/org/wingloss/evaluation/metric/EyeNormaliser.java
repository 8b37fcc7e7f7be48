package org.wingloss.evaluation.metric;

import java.util.List;
import java.util.Optional;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.geometry.Box;
import org.wingloss.data.scheme.LandmarkScheme;

/** A distance between the eyes: each eye is the mean of some of its landmarks. */
public sealed interface EyeNormaliser extends Normaliser permits InterOcular, InterPupil {
  /** The landmarks whose mean stands for the left eye; empty when the scheme has none. */
  List<Integer> left(LandmarkScheme scheme);

  /** The landmarks whose mean stands for the right eye; empty when the scheme has none. */
  List<Integer> right(LandmarkScheme scheme);

  /** 8 % (300-W) and 10 % (COFW, WFLW). */
  @Override
  default List<Double> usualThresholds() {
    return List.of(8.0, 10.0);
  }

  @Override
  default boolean suits(LandmarkScheme scheme) {
    return !left(scheme).isEmpty() && !right(scheme).isEmpty();
  }

  @Override
  default double length(LandmarkScheme scheme, Landmarks truth, Optional<Box> box) {
    if (!suits(scheme)) {
      return Double.NaN;
    }
    double[] left = centre(truth, left(scheme));
    double[] right = centre(truth, right(scheme));
    double length = Math.hypot(left[0] - right[0], left[1] - right[1]);
    return length > 0 ? length : Double.NaN;
  }

  private static double[] centre(Landmarks truth, List<Integer> eye) {
    return truth.mean(eye.stream().mapToInt(Integer::intValue).toArray());
  }
}
