package org.wingloss.evaluation.report;

import java.util.Locale;

/** Text and numbers for HTML and SVG. */
final class Html {
  private Html() {}

  /** Text that cannot become markup, in content or in a quoted attribute. */
  static String text(String raw) {
    StringBuilder out = new StringBuilder(raw.length() + 16);
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '"' -> out.append("&quot;");
        case '\'' -> out.append("&#39;");
        default -> out.append(c < ' ' && c != '\n' && c != '\t' ? '\uFFFD' : c);
      }
    }
    return out.toString();
  }

  /** A number with a fixed count of digits after the point, whatever the machine's language. */
  static String number(double value, int digits) {
    return String.format(Locale.ROOT, "%." + digits + "f", value);
  }

  /** A coordinate in SVG. */
  static String at(double value) {
    String text = number(value, 2);
    return text.endsWith(".00") ? text.substring(0, text.length() - 3) : text;
  }

  /** A whole number with thousands apart. */
  static String count(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }
}
