package org.wingloss.evaluation.metric;

import org.hipparchus.stat.StatUtils;

/**
 * The area under the CED from 0 to a threshold t, divided by t (docs/paper.md, section 7). 0 to 1.
 * AUC@t = mean(max(0, t − e))/t is the exact area under the CED's steps; other tools integrate
 * numerically ({@link AreaUnderCurveVariant}).
 */
public final class AreaUnderCurve {
  private AreaUnderCurve() {}

  /**
   * AUC@t.
   *
   * @param threshold t, a share of the norm, above 0
   */
  public static double of(FaceErrors faces, double threshold) {
    return StatUtils.mean(perFace(faces, threshold));
  }

  /** Per face, max(0, t − e)/t: their mean is the AUC, so the AUC has an interval like any mean. */
  public static double[] perFace(FaceErrors faces, double threshold) {
    FaceErrors.checkThreshold(threshold);
    double[] shares = faces.sorted();
    for (int i = 0; i < shares.length; i++) {
      shares[i] = Math.max(0, threshold - shares[i]) / threshold;
    }
    return shares;
  }
}
