package org.wingloss.evaluation.metric;

import org.wingloss.data.face.Landmarks;

/**
 * How far two sets of landmarks are apart, in a measure that takes little time: the mean of |Δx| +
 * |Δy| over the landmarks that both have. It decides which face a prediction belongs to, and is no
 * error that is reported.
 */
public final class Nearness {
  private Nearness() {}

  /** The mean distance in pixels; infinite where nothing can be compared. */
  public static double between(Landmarks face, Landmarks prediction) {
    if (face.count() != prediction.count()) {
      return Double.POSITIVE_INFINITY;
    }
    double sum = 0;
    int compared = 0;
    for (int i = 0; i < face.count(); i++) {
      double distance =
          Math.abs(face.x(i) - prediction.x(i)) + Math.abs(face.y(i) - prediction.y(i));
      if (!Double.isNaN(distance)) {
        sum += distance;
        compared++;
      }
    }
    return compared == 0 ? Double.POSITIVE_INFINITY : sum / compared;
  }
}
