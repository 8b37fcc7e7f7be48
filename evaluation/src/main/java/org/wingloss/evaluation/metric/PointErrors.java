package org.wingloss.evaluation.metric;

import org.wingloss.data.face.Landmarks;

/**
 * The distances between a face's ground-truth and predicted landmarks, in pixels; every metric
 * starts from them.
 */
public final class PointErrors {
  private PointErrors() {}

  /**
   * ‖p̂−p‖₂ per landmark.
   *
   * @param truth L ground-truth landmarks
   * @param prediction L landmarks; missing ones were not found
   * @return L distances in pixels: NaN where the ground truth has no landmark (nothing to compare
   *     with), +∞ where only the prediction lacks it
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
}
