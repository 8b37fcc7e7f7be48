package org.wingloss.evaluation.input;

import java.util.OptionalDouble;
import java.util.regex.Pattern;

/** Numbers in text: decimal only, though Java's own parser would also take "1f" and "0x1p3". */
final class Decimal {
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?");

  private Decimal() {}

  /** The number, which may be infinite when too large; empty when the text is none. */
  static OptionalDouble parse(String text) {
    return NUMBER.matcher(text).matches()
        ? OptionalDouble.of(Double.parseDouble(text))
        : OptionalDouble.empty();
  }
}
