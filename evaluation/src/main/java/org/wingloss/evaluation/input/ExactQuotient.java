package org.wingloss.evaluation.input;

/**
 * The double nearest to m / 10^k, for the decimal numbers of landmark files: up to 18 digits, no
 * exponent. Where m needs no more than 53 bits both operands are exact and one division rounds
 * correctly (Clinger 1990). Else the quotient is carried as a sum of two doubles, whose error is
 * below 2^-49 of the last place; only when that could tip the rounding the answer is left to the
 * runtime's parser.
 */
final class ExactQuotient {
  /** The largest k: 10^22 is the last power of ten that is a double. */
  static final int MOST_FRACTION = 22;

  private static final double[] POWERS = new double[MOST_FRACTION + 1];
  private static final double[] HIGH = new double[MOST_FRACTION + 1];
  private static final double[] LOW = new double[MOST_FRACTION + 1];
  private static final double SPLIT = (1 << 27) + 1.0;
  private static final double MARGIN = 0x1p-44;

  static {
    double power = 1;
    for (int i = 0; i < POWERS.length; i++) {
      POWERS[i] = power;
      double c = SPLIT * power;
      HIGH[i] = c - (c - power);
      LOW[i] = power - HIGH[i];
      power *= 10;
    }
  }

  private ExactQuotient() {}

  /**
   * The nearest double, or NaN when only more digits could tell which it is.
   *
   * @param mantissa m, 0 to 10^18
   * @param fraction k, 0 to 22
   */
  static double of(long mantissa, int fraction) {
    if (mantissa < 1L << 53) {
      return mantissa / POWERS[fraction];
    }
    double high = mantissa;
    double low = mantissa - (long) high;
    double power = POWERS[fraction];
    double quotient = high / power;
    // high − quotient·power without error (Dekker 1971).
    double product = quotient * power;
    double c = SPLIT * quotient;
    double quotientHigh = c - (c - quotient);
    double quotientLow = quotient - quotientHigh;
    double productError =
        ((quotientHigh * HIGH[fraction] - product)
                + quotientHigh * LOW[fraction]
                + quotientLow * HIGH[fraction])
            + quotientLow * LOW[fraction];
    double rest = ((high - product) - productError + low) / power;
    double nearest = quotient + rest;
    double left = Math.abs(rest - (nearest - quotient));
    double half = Math.ulp(nearest) / 2;
    return half - left > MARGIN * half ? nearest : Double.NaN;
  }
}
