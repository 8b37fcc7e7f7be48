package org.wingloss.evaluation.metric;

/**
 * The failure rate FR@t: the share of faces with an NME above t (docs/paper.md, section 7; the
 * protocols of 300-W, COFW and WFLW). 0 to 1. An error equal to t is no failure.
 */
public final class FailureRate {
  private FailureRate() {}

  /**
   * FR@t = 1 − CED(t), computed from the number of failures: 5 of 100 faces are 0.05.
   *
   * @param threshold t, a share of the norm, above 0
   */
  public static double of(FaceErrors faces, double threshold) {
    FaceErrors.checkThreshold(threshold);
    return (double) (faces.count() - faces.atMost(threshold)) / faces.count();
  }

  /** Per face, 1 when the error is above the threshold, else 0: their mean is the failure rate. */
  public static double[] perFace(FaceErrors faces, double threshold) {
    FaceErrors.checkThreshold(threshold);
    double[] failures = faces.sorted();
    for (int i = 0; i < failures.length; i++) {
      failures[i] = failures[i] > threshold ? 1 : 0;
    }
    return failures;
  }
}
