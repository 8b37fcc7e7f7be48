package org.wingloss.evaluation.score;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.wingloss.data.scheme.LandmarkScheme;

/**
 * Mean errors by landmark, by part of the face and by visibility, as shares of the norm.
 *
 * @param byLandmark L means in the scheme's order
 * @param byGroup the mean over the annotated landmarks of each of the scheme's groups
 * @param visible the mean over landmarks that the ground truth has as visible, if there are any
 * @param hidden the mean over landmarks that the ground truth has as hidden, if there are any
 */
public record LandmarkErrors(
    List<Mean> byLandmark,
    Map<String, Mean> byGroup,
    OptionalDouble visible,
    OptionalDouble hidden) {

  /**
   * A mean over faces.
   *
   * @param value the mean; NaN when nothing was counted
   * @param standardError the standard error of the mean; 0 for fewer than two
   * @param count how many errors were averaged
   */
  public record Mean(double value, double standardError, long count) {
    static Mean of(double sum, double squares, long count) {
      if (count == 0) {
        return new Mean(Double.NaN, 0, 0);
      }
      double mean = sum / count;
      double variance = count < 2 ? 0 : Math.max(0, squares - count * mean * mean) / (count - 1);
      return new Mean(mean, Math.sqrt(variance / count), count);
    }
  }

  /** Copies the collections. */
  public LandmarkErrors {
    byLandmark = List.copyOf(byLandmark);
    byGroup = Collections.unmodifiableMap(new LinkedHashMap<>(byGroup));
  }

  static LandmarkErrors of(LandmarkScheme scheme, LandmarkSums sums) {
    List<Mean> byLandmark = new ArrayList<>();
    for (int i = 0; i < scheme.count(); i++) {
      byLandmark.add(Mean.of(sums.sum[i], sums.squares[i], sums.count[i]));
    }
    Map<String, Mean> byGroup = new LinkedHashMap<>();
    scheme
        .groups()
        .forEach(
            (name, points) -> {
              double sum = 0;
              double squares = 0;
              long count = 0;
              for (int i : points) {
                sum += sums.sum[i];
                squares += sums.squares[i];
                count += sums.count[i];
              }
              byGroup.put(name, Mean.of(sum, squares, count));
            });
    return new LandmarkErrors(
        byLandmark,
        byGroup,
        mean(sums.visibleSum, sums.visibleCount),
        mean(sums.hiddenSum, sums.hiddenCount));
  }

  private static OptionalDouble mean(double sum, long count) {
    return count == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum / count);
  }
}
