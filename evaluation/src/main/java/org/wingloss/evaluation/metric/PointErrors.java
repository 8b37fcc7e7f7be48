package org.wingloss.evaluation.metric;

import org.wingloss.data.face.Landmarks;

/**
 * The distances between a face's true and predicted landmarks, in pixels; every metric starts from
 * them.
 */
public final class PointErrors {
  private PointErrors() {}

  /**
   * ‖p̂−p‖₂ per landmark.
   *
   * @param truth L landmarks
   * @param prediction L landmarks; missing ones stand for points that were not found
   * @return L distances in pixels: NaN where the truth is missing (nothing to compare with), +∞
   *     where only the prediction is
   * @throws IllegalArgumentException if the numbers of landmarks differ
   */
  public static double[] between(Landmarks truth, Landmarks prediction) {
    int count = truth.count();
    if (prediction.count() != count) {
      throw new IllegalArgumentException(
          "the prediction must have %d landmarks but has %d".formatted(count, prediction.count()));
    }
    double[] errors = new double[count];
    for (int i = 0; i < count; i++) {
      if (!truth.isPresent(i)) {
        errors[i] = Double.NaN;
      } else if (!prediction.isPresent(i)) {
        errors[i] = Double.POSITIVE_INFINITY;
      } else {
        double dx = prediction.x(i) - truth.x(i);
        double dy = prediction.y(i) - truth.y(i);
        errors[i] = Math.sqrt(dx * dx + dy * dy);
      }
    }
    return errors;
  }

  /**
   * One error in units of the norm. A landmark that was not found counts as 1 (100 % of the norm):
   * never skipped, and a failure under every usual threshold.
   *
   * @param error a distance in pixels, or +∞ for a landmark that was not found
   * @param length the norm in pixels, above 0
   */
  public static double normalised(double error, double length) {
    return error == Double.POSITIVE_INFINITY ? 1 : error / length;
  }

  /**
   * The NME of one face: the mean of the normalised errors over the landmarks that the truth has.
   *
   * @param errors as of {@link #between}
   * @param length the norm in pixels
   * @return a share of the norm; NaN when the norm is NaN or the truth has no landmark
   */
  public static double mean(double[] errors, double length) {
    double sum = 0;
    int missed = 0;
    int count = 0;
    for (double error : errors) {
      if (error == Double.POSITIVE_INFINITY) {
        missed++;
        count++;
      } else if (error >= 0) {
        sum += error;
        count++;
      }
    }
    return length > 0 && count > 0 ? (sum / length + missed) / count : Double.NaN;
  }
}
