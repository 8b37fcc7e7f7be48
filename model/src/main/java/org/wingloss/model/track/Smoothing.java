package org.wingloss.model.track;

/**
 * How strongly a tracker smooths. The filter works in sides of the face box, so the numbers do not
 * depend on the size of the face.
 *
 * @param rate frames per second of the sequence, above 0
 * @param cutOff cut-off at rest, Hz, above 0
 * @param beta rise of the cut-off, Hz per (face side / s), at least 0
 */
public record Smoothing(double rate, double cutOff, double beta) {
  /** Cut-off at rest of our default, Hz. */
  public static final double CUT_OFF = 1.5;

  /** Rise of the cut-off of our default. */
  public static final double BETA = 30;

  /** Checks the numbers. */
  public Smoothing {
    if (!(rate > 0) || !Double.isFinite(rate)) {
      throw new IllegalArgumentException("rate must be > 0 but was " + rate);
    }
    if (!(cutOff > 0) || !(beta >= 0)) {
      throw new IllegalArgumentException(
          "cut-off must be > 0 and beta >= 0 but were %s and %s".formatted(cutOff, beta));
    }
  }
}
