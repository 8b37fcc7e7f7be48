package org.wingloss.evaluation.statistic;

/**
 * A confidence interval.
 *
 * @param low lower end
 * @param high upper end, at least low
 */
public record Interval(double low, double high) {
  /** Checks the order. */
  public Interval {
    if (!(low <= high)) {
      throw new IllegalArgumentException(
          "an interval needs low <= high but was [%s, %s]".formatted(low, high));
    }
  }

  /** Whether a value lies inside or on an end. */
  public boolean contains(double value) {
    return low <= value && value <= high;
  }
}
