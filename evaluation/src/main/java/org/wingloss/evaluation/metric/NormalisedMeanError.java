package org.wingloss.evaluation.metric;

import org.hipparchus.stat.StatUtils;

/**
 * The normalised mean error (docs/paper.md, section 7). Of a face: NME = (1/L) Σ ‖p̂ᵢ − pᵢ‖₂ / d
 * over the L landmarks that the ground truth has, with d the length of a {@link Normaliser}. Of a
 * data set: the mean over its faces. A share of the norm, at least 0. Deviation: published numbers
 * of MERL-RAV divide by 68, however many landmarks of the face are annotated.
 *
 * <p>A landmark that was not predicted has an error of 1 (100 % of the norm): it is never skipped,
 * and it is a failure under every usual threshold.
 */
public final class NormalisedMeanError {
  private NormalisedMeanError() {}

  /** The NME of a data set: the mean over the faces. */
  public static double of(FaceErrors faces) {
    return StatUtils.mean(faces.sorted());
  }

  /**
   * The NME of one face.
   *
   * @param pointErrors as of {@link PointErrors#between}
   * @param length the norm in pixels
   * @return a share of the norm; NaN when the norm is NaN or the ground truth has no landmark
   */
  public static double ofFace(double[] pointErrors, double length) {
    double sum = 0;
    int missed = 0;
    int count = 0;
    for (double error : pointErrors) {
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

  /**
   * One landmark's error in units of the norm.
   *
   * @param pointError a distance in pixels, or +∞ for a landmark that was not predicted
   * @param length the norm in pixels, above 0
   */
  public static double ofLandmark(double pointError, double length) {
    return pointError == Double.POSITIVE_INFINITY ? 1 : pointError / length;
  }
}
