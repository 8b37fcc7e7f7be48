package org.wingloss.data;

import java.math.BigDecimal;
import java.util.Locale;

/** Numbers as texts have them, whatever the machine's language. */
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

  /** A whole number with thousands apart. */
  public static String count(long value) {
    return format("%,d", value);
  }
}
