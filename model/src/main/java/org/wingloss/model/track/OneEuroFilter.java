package org.wingloss.model.track;

/**
 * The One-Euro filter (Casiez, Roussel and Vogel, CHI 2012): an exponential low-pass whose cut-off
 * rises with the speed, so that a still face does not jitter and a moving one does not lag.
 *
 * <p>With the rate of frames {@code r} and {@code α(f) = 1/(1 + r/(2πf))}: the speed is {@code v =
 * (x − x̂₋₁)·r}, smoothed with {@code α(speedCutOff)}; the value is smoothed with {@code α(cutOff +
 * beta·|v̂|/unit)}.
 */
final class OneEuroFilter {
  /** Cut-off of the speed's own smoothing, Hz, as in the paper. */
  private static final double SPEED_CUT_OFF = 1;

  private final double cutOff;
  private final double beta;
  private double value = Double.NaN;
  private double speed;

  /**
   * A filter that has seen nothing.
   *
   * @param cutOff cut-off at rest, Hz, above 0; lower is smoother
   * @param beta rise of the cut-off, Hz per (unit / s), at least 0; higher lags less
   */
  OneEuroFilter(double cutOff, double beta) {
    if (!(cutOff > 0) || !(beta >= 0)) {
      throw new IllegalArgumentException(
          "cut-off must be > 0 and beta >= 0 but were %s and %s".formatted(cutOff, beta));
    }
    this.cutOff = cutOff;
    this.beta = beta;
  }

  /**
   * The smoothed value of the next frame.
   *
   * @param raw the measured value
   * @param rate frames per second
   * @param unit what the speed is measured in, such as the side of the face in this frame
   */
  double next(double raw, double rate, double unit) {
    if (Double.isNaN(value)) {
      value = raw;
      return value;
    }
    double measured = (raw - value) * rate;
    speed += share(SPEED_CUT_OFF, rate) * (measured - speed);
    value += share(cutOff + beta * Math.abs(speed) / unit, rate) * (raw - value);
    return value;
  }

  private static double share(double frequency, double rate) {
    return 1 / (1 + rate / (2 * Math.PI * frequency));
  }
}
