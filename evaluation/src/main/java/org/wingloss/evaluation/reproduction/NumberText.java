package org.wingloss.evaluation.reproduction;

import java.util.Locale;
import org.wingloss.evaluation.statistic.Interval;

/** Numbers as sentences carry them: points of the NME, with a true minus sign. */
final class NumberText {
  private NumberText() {}

  /** {@code −0.21}, {@code +0.03}, {@code 0.00}. */
  static String signed(double points) {
    String digits = String.format(Locale.ROOT, "%.2f", Math.abs(points));
    boolean zero = digits.equals("0.00");
    return (zero ? "" : points > 0 ? "+" : "\u2212") + digits;
  }

  /** A difference and its interval, given as shares of the norm: {@code −0.21 [−0.30, −0.12]}. */
  static String difference(double share, Interval interval) {
    return "%s [%s, %s]"
        .formatted(
            signed(100 * share), signed(100 * interval.low()), signed(100 * interval.high()));
  }

  /** A number in percent with two digits. */
  static String plain(double percent) {
    return String.format(Locale.ROOT, "%.2f", percent);
  }
}
