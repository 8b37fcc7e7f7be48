package org.wingloss.loss;

/**
 * The cost of one coordinate's error x = prediction − target, and its derivative. Every loss is
 * even in x, 0 at 0 and does not fall with |x|; the derivative is odd and, by definition, 0 at 0.
 *
 * <p>x and every parameter have the unit of the coordinates that are compared: for the paper,
 * pixels of the network input. Parameters chosen for pixels must be rescaled when targets are
 * scaled to [0, 1]: see {@link LossAdvisor}.
 *
 * <p>A loss is one line, such as {@code wing(w=10,epsilon=2)}: {@link #parse} reads it, {@code
 * toString} prints it with every parameter.
 */
public sealed interface LandmarkLoss
    permits L1Loss, L2Loss, SmoothL1Loss, WingLoss, RectifiedWingLoss, SoftWingLoss {

  /** The cost of the error x; NaN for NaN. */
  double value(double x);

  /**
   * The derivative at x; 0 at 0, NaN for NaN. Where two pieces meet it is the derivative of the
   * outer piece.
   */
  double derivative(double x);

  /** The magnitudes |x| above 0 at which two pieces meet, ascending; by default none. */
  default double[] joins() {
    return new double[0];
  }

  /** Picks the case of this loss: how an engine's binding covers the family without a gap. */
  <R> R match(Cases<R> cases);

  /**
   * Reads {@code NAME} or {@code NAME(parameter=value,…)}. Names and parameters: {@code l1}, {@code
   * l2}, {@code smooth-l1(threshold)}, {@code wing(w,epsilon)}, {@code
   * rectified-wing(r,w,epsilon)}, {@code soft-wing(omega1,omega2,epsilon)}. A parameter that is
   * left out takes the value of its source ({@code wing} is {@code wing(w=10,epsilon=2)}), meant
   * for pixels of a 64-pixel input.
   *
   * @throws IllegalArgumentException if the name or a parameter is unknown, given twice, no number
   *     or out of its range
   */
  static LandmarkLoss parse(String line) {
    return LossLine.parse(line);
  }

  /**
   * One function per member of the family.
   *
   * @param <R> what the functions return
   */
  interface Cases<R> {
    /** For |x|. */
    R l1(L1Loss loss);

    /** For x²/2. */
    R l2(L2Loss loss);

    /** For smooth L1. */
    R smoothL1(SmoothL1Loss loss);

    /** For Wing. */
    R wing(WingLoss loss);

    /** For Rectified Wing. */
    R rectifiedWing(RectifiedWingLoss loss);

    /** For Soft Wing. */
    R softWing(SoftWingLoss loss);
  }
}
