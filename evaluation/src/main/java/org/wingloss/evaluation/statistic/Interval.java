package org.wingloss.evaluation.statistic;

import com.fasterxml.jackson.annotation.JsonFormat;

/**
 * A confidence interval; in JSON a list of two numbers.
 *
 * @param low lower end
 * @param high upper end, at least low
 */
@JsonFormat(shape = JsonFormat.Shape.ARRAY)
public record Interval(double low, double high) {
  /** Checks the order. */
  public Interval {
    if (!(low <= high)) {
      throw new IllegalArgumentException(
          "an interval needs low <= high but was [%s, %s]".formatted(low, high));
    }
  }

  /** An interval of shares in percent. */
  public Interval percent() {
    return new Interval(100 * low, 100 * high);
  }

  /** Whether a value lies inside or on an end. */
  public boolean contains(double value) {
    return low <= value && value <= high;
  }
}
