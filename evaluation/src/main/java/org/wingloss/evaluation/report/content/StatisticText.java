package org.wingloss.evaluation.report.content;

import java.util.List;
import java.util.stream.Collectors;
import org.wingloss.data.NumberText;
import org.wingloss.data.Plural;
import org.wingloss.evaluation.statistic.Interval;

/** Differences, their intervals and tests as reports print them. */
public final class StatisticText {
  private StatisticText() {}

  /**
   * A difference and its interval, given as shares of the norm, in points of the NME: {@code −0.21
   * [−0.30, −0.12]}.
   */
  public static String difference(double share, Interval interval) {
    return "%s [%s, %s]"
        .formatted(
            NumberText.signed(100 * share, 2),
            NumberText.signed(100 * interval.low(), 2),
            NumberText.signed(100 * interval.high(), 2));
  }

  /** An interval: {@code 2.31 to 2.64}. */
  public static String range(Interval interval, int digits) {
    return NumberText.fixed(interval.low(), digits)
        + " to "
        + NumberText.fixed(interval.high(), digits);
  }

  /**
   * The values of several seeds, shares of the norm, to follow a sentence: {@code "; seeds −0.45,
   * −0.36"}; empty for none.
   */
  public static String seeds(List<Double> values) {
    return values.isEmpty()
        ? ""
        : values.stream()
            .map(value -> NumberText.signed(100 * value, 2))
            .collect(Collectors.joining(", ", Plural.of(values.size(), "; [seed|seeds] "), ""));
  }

  /** A p-value: four digits, or that it is below {@code 0.0001}. */
  public static String probability(double p) {
    return p < 1e-4 ? "< 0.0001" : NumberText.fixed(p, 4);
  }
}
