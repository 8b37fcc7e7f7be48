package org.wingloss.evaluation.statistic;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.math.BigInteger;

/**
 * Sums in fixed point, so that neither the order of the values nor how they are dealt out to
 * threads, files or machines changes a bit of the result. Every value is rounded to a multiple of
 * 2⁻⁹⁶ (10⁻²⁹), and then nothing is rounded until a sum is asked for.
 *
 * <p>A sum is held in six digits of 32 bits, each in a {@code long}, so that carries are rare.
 */
public final class ExactSums {
  private static final int DIGITS = 6;
  private static final int FRACTION = 96;
  private static final long DIGIT = 0xFFFFFFFFL;

  /** Of a double: its bits, and the place of the lowest for an exponent field of 0. */
  private static final int MANTISSA = 52;

  private static final int LOWEST = -1075;

  /** The bit that a double does not store. */
  private static final long HIDDEN = 1L << MANTISSA;

  /** The last place of a value's lowest bit that leaves a digit for carries. */
  private static final int HIGHEST = 32 * (DIGITS - 2) - 1;

  /** So often a digit of a long may grow by 32 bits. */
  private static final int MOST_ADDITIONS = 1 << 30;

  private final long[] digits;
  private int additions;

  /** So many sums, all 0. */
  public ExactSums(int sums) {
    digits = new long[sums * DIGITS];
  }

  /** How many sums. */
  public int count() {
    return digits.length / DIGITS;
  }

  /**
   * Adds a value to sum i.
   *
   * @param value finite; one of 2⁸⁴ or more counts as the largest double below
   */
  public void add(int i, double value) {
    long bits = Double.doubleToRawLongBits(value);
    int exponent = (int) (bits >>> MANTISSA) & 0x7FF;
    if (exponent == 0x7FF) {
      throw new IllegalArgumentException("a value must be finite but was " + value);
    }
    int shift = exponent + LOWEST + FRACTION;
    long mantissa = exponent == 0 ? 0 : (bits & (HIDDEN - 1)) | HIDDEN;
    if (shift < 0) {
      mantissa = shift < -MANTISSA - 1 ? 0 : ((mantissa >> (-shift - 1)) + 1) >> 1;
      shift = 0;
    } else if (shift > HIGHEST) {
      mantissa = 2 * HIDDEN - 1;
      shift = HIGHEST;
    }
    int place = i * DIGITS + (shift >> 5);
    int up = shift & 31;
    long low = mantissa << up;
    long high = (mantissa >>> 1) >>> (63 - up);
    if (bits < 0) {
      digits[place] -= low & DIGIT;
      digits[place + 1] -= low >>> 32;
      digits[place + 2] -= high;
    } else {
      digits[place] += low & DIGIT;
      digits[place + 1] += low >>> 32;
      digits[place + 2] += high;
    }
    if (++additions == MOST_ADDITIONS) {
      carry();
    }
  }

  /** Adds the sums of the same meaning. */
  public void addAll(ExactSums other) {
    carry();
    other.carry();
    for (int k = 0; k < digits.length; k++) {
      digits[k] += other.digits[k];
    }
    carry();
  }

  /** Every digit but the last to 0 … 2³² − 1: the one form of equal sums. */
  private void carry() {
    for (int k = 0; k < digits.length; k++) {
      if (k % DIGITS != DIGITS - 1) {
        digits[k + 1] += digits[k] >> 32;
        digits[k] &= DIGIT;
      }
    }
    additions = 0;
  }

  /** Sum i, rounded once. */
  public double sum(int i) {
    BigInteger total = BigInteger.ZERO;
    for (int k = DIGITS - 1; k >= 0; k--) {
      total = total.shiftLeft(32).add(BigInteger.valueOf(digits[i * DIGITS + k]));
    }
    return Math.scalb(total.doubleValue(), -FRACTION);
  }

  /** Writes the sums. */
  public void write(DataOutput out) throws IOException {
    carry();
    for (long digit : digits) {
      out.writeLong(digit);
    }
  }

  /** Reads as many sums as there are here. */
  public void read(DataInput in) throws IOException {
    for (int k = 0; k < digits.length; k++) {
      digits[k] = in.readLong();
    }
    carry();
  }
}
