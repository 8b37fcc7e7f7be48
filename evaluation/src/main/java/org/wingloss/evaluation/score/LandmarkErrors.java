package org.wingloss.evaluation.score;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.wingloss.data.scheme.LandmarkScheme;

/**
 * Mean errors by landmark, by part of the face and by visibility, as shares of the norm.
 *
 * @param byLandmark L means in the scheme's order
 * @param byGroup the mean over the annotated landmarks of each of the scheme's groups
 * @param byVisibility the means over the landmarks that the ground truth has as {@code visible} and
 *     as {@code hidden}, as far as there are any
 */
public record LandmarkErrors(
    List<Mean> byLandmark, Map<String, Mean> byGroup, Map<String, Double> byVisibility) {

  /**
   * A mean over faces.
   *
   * @param value the mean; NaN when nothing was counted
   * @param standardError the standard error of the mean over faces; NaN for fewer than two
   * @param count how many errors were averaged
   */
  public record Mean(double value, double standardError, long count) {
    /**
     * A mean.
     *
     * @param squares of what each face adds to the sum beyond the mean
     */
    static Mean of(double mean, double squares, long count, long faces) {
      double variance = faces < 2 ? Double.NaN : Math.max(0, squares) * faces / (faces - 1);
      return new Mean(mean, Math.sqrt(variance) / count, count);
    }
  }

  /** Copies the collections. */
  public LandmarkErrors {
    byLandmark = List.copyOf(byLandmark);
    byGroup = Collections.unmodifiableMap(new LinkedHashMap<>(byGroup));
    byVisibility = Collections.unmodifiableMap(new LinkedHashMap<>(byVisibility));
  }

  static LandmarkErrors of(LandmarkScheme scheme, LandmarkSums sums) {
    List<Mean> byLandmark = IntStream.range(0, scheme.count()).mapToObj(sums::ofLandmark).toList();
    Map<String, Mean> byGroup = new LinkedHashMap<>();
    for (String name : scheme.groups().keySet()) {
      byGroup.put(name, sums.ofGroup(byGroup.size()));
    }
    return new LandmarkErrors(byLandmark, byGroup, sums.byVisibility());
  }
}
