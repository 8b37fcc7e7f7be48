package org.wingloss.evaluation.report.content;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.wingloss.data.Plural;
import org.wingloss.evaluation.statistic.Interval;

/** Numbers as reports print them, whatever the machine's language. */
public final class NumberText {
  private NumberText() {}

  /** {@code printf} with points and commas as in English. */
  public static String format(String form, Object... values) {
    return String.format(Locale.ROOT, form, values);
  }

  /** All digits of a number and no more: {@code 8} for 8.0, {@code 7.5} for 7.5. */
  public static String plain(double value) {
    return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
  }

  /** A number with a fixed count of digits after the point; NaN is {@code unknown}. */
  public static String fixed(double value, int digits) {
    return Double.isNaN(value) ? "unknown" : format("%." + digits + "f", value);
  }

  /** With its sign, a true minus: {@code −0.21}, {@code +0.03}, {@code 0.00}. */
  public static String signed(double value, int digits) {
    String text = fixed(Math.abs(value), digits);
    boolean zero = text.equals(fixed(0, digits));
    return (zero ? "" : value > 0 ? "+" : "\u2212") + text;
  }

  /**
   * A difference and its interval, given as shares of the norm, in points of the NME: {@code −0.21
   * [−0.30, −0.12]}.
   */
  public static String difference(double share, Interval interval) {
    return "%s [%s, %s]"
        .formatted(
            signed(100 * share, 2),
            signed(100 * interval.low(), 2),
            signed(100 * interval.high(), 2));
  }

  /** An interval: {@code 2.31 to 2.64}. */
  public static String range(Interval interval, int digits) {
    return fixed(interval.low(), digits) + " to " + fixed(interval.high(), digits);
  }

  /**
   * The values of several seeds, shares of the norm, to follow a sentence: {@code "; seeds −0.45,
   * −0.36"}; empty for none.
   */
  public static String seeds(List<Double> values) {
    return values.isEmpty()
        ? ""
        : values.stream()
            .map(value -> signed(100 * value, 2))
            .collect(Collectors.joining(", ", Plural.of(values.size(), "; [seed|seeds] "), ""));
  }

  /** A whole number with thousands apart. */
  public static String count(long value) {
    return format("%,d", value);
  }

  /** A p-value: four digits, or that it is below {@code 0.0001}. */
  public static String probability(double p) {
    return p < 1e-4 ? "< 0.0001" : fixed(p, 4);
  }
}
