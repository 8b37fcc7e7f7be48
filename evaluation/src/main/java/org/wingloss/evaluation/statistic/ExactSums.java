package org.wingloss.evaluation.statistic;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.math.BigInteger;

/**
 * Sums in fixed point, so that neither the order of the values nor how they are dealt out to
 * threads, files or machines changes a bit of the result. Of every value what lies below 2⁻⁶⁰
 * (10⁻¹⁸) is cut off, and then nothing is rounded until a sum is asked for.
 *
 * <p>A sum has three digits of 40 bits, each in a {@code long}, whose other bits save up carries.
 */
public final class ExactSums {
  private static final int DIGIT = 40;
  private static final long MASK = (1L << DIGIT) - 1;

  /** The units of the digits are 2²⁰, 2⁻²⁰ and 2⁻⁶⁰. */
  private static final double HIGH = 0x1p20;

  /** Of so large values the highest digit has room for half a billion. */
  private static final double LARGEST = 0x1p54;

  /** So often a digit may grow by 41 bits. */
  private static final int MOST_ADDITIONS = 1 << 21;

  private final long[] high;
  private final long[] middle;
  private final long[] low;
  private int additions;

  /** So many sums, all 0. */
  public ExactSums(int sums) {
    high = new long[sums];
    middle = new long[sums];
    low = new long[sums];
  }

  /** How many sums. */
  public int count() {
    return low.length;
  }

  /**
   * Adds a value to sum i.
   *
   * @param value finite; one beyond ±2⁵⁴ counts as ±2⁵⁴
   */
  public void add(int i, double value) {
    double rest = Math.abs(value) < HIGH ? value : addHigh(i, value);
    long whole = (long) (rest * HIGH);
    middle[i] += whole;
    low[i] += (long) ((rest * HIGH - whole) * 0x1p40);
    if (++additions == MOST_ADDITIONS) {
      carry();
    }
  }

  /** Adds the part of a large value that the other digits have no room for, and gives the rest. */
  private double addHigh(int i, double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("a value must be finite but was " + value);
    }
    double bounded = Math.max(-LARGEST, Math.min(LARGEST, value));
    long whole = (long) (bounded / HIGH);
    high[i] += whole;
    return bounded - whole * HIGH;
  }

  /** Adds the sums of the same meaning. */
  public void addAll(ExactSums other) {
    carry();
    other.carry();
    for (int i = 0; i < low.length; i++) {
      high[i] += other.high[i];
      middle[i] += other.middle[i];
      low[i] += other.low[i];
    }
    carry();
  }

  /** Leaves the one form of equal sums, whose lower digits are not negative. */
  private void carry() {
    for (int i = 0; i < low.length; i++) {
      middle[i] += low[i] >> DIGIT;
      low[i] &= MASK;
      high[i] += middle[i] >> DIGIT;
      middle[i] &= MASK;
    }
    additions = 0;
  }

  /** Sum i, rounded once. */
  public double sum(int i) {
    BigInteger total =
        BigInteger.valueOf(high[i])
            .shiftLeft(DIGIT)
            .add(BigInteger.valueOf(middle[i]))
            .shiftLeft(DIGIT)
            .add(BigInteger.valueOf(low[i]));
    return total.doubleValue() * 0x1p-60;
  }

  /** Writes the sums. */
  public void write(DataOutput out) throws IOException {
    carry();
    for (int i = 0; i < low.length; i++) {
      out.writeLong(high[i]);
      out.writeLong(middle[i]);
      out.writeLong(low[i]);
    }
  }

  /** Reads as many sums as there are here. */
  public void read(DataInput in) throws IOException {
    for (int i = 0; i < low.length; i++) {
      high[i] = in.readLong();
      middle[i] = in.readLong();
      low[i] = in.readLong();
    }
    carry();
  }
}
