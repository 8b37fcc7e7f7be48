package org.wingloss.evaluation.metric;

import org.hipparchus.stat.descriptive.rank.Percentile;
import org.hipparchus.stat.descriptive.rank.Percentile.EstimationType;

/**
 * The cumulative error distribution CED(e): the share of faces with an NME of at most e
 * (docs/paper.md, section 7, and Fig. 4). It rises in N steps from 0 to 1.
 */
public final class CumulativeErrorDistribution {
  private static final Percentile TYPE_7 = new Percentile().withEstimationType(EstimationType.R_7);

  private CumulativeErrorDistribution() {}

  /**
   * CED(e), 0 to 1.
   *
   * @param error e, a share of the norm
   */
  public static double at(FaceErrors faces, double error) {
    return (double) faces.atMost(error) / faces.count();
  }

  /**
   * The curve as data: {@code points + 1} values at the errors 0, limit/points … limit.
   *
   * @param limit the largest error, a share of the norm
   * @param points the number of steps
   */
  public static double[] curve(FaceErrors faces, double limit, int points) {
    double[] curve = new double[points + 1];
    for (int i = 0; i <= points; i++) {
      curve[i] = at(faces, limit * i / points);
    }
    return curve;
  }

  /**
   * The inverse: the error below which a share of the faces lies, with linear interpolation between
   * order statistics at position (N−1)·share (the default of NumPy and of R, "type 7").
   *
   * @param share 0 to 1: 0.9 for the P90
   */
  public static double quantile(FaceErrors faces, double share) {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException("share must be in [0, 1] but was " + share);
    }
    // The library's percentiles begin above 0.
    double[] sorted = faces.sorted();
    return share == 0 ? sorted[0] : TYPE_7.evaluate(sorted, 100 * share);
  }
}
