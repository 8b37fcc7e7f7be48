package org.wingloss.evaluation.metric;

/** Sums that do not lose digits over a million faces. */
public final class Sums {
  private Sums() {}

  /** The mean, summed with Neumaier's compensation; NaN for an empty array. */
  public static double mean(double[] values) {
    double sum = 0;
    double lost = 0;
    for (double value : values) {
      double next = sum + value;
      lost += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum;
      sum = next;
    }
    return (sum + lost) / values.length;
  }

  /** The unbiased standard deviation; 0 for fewer than two values. */
  public static double deviation(double[] values) {
    if (values.length < 2) {
      return 0;
    }
    double mean = mean(values);
    double squares = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
    }
    return Math.sqrt(squares / (values.length - 1));
  }
}
