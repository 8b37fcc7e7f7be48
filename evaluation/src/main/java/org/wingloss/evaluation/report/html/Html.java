package org.wingloss.evaluation.report.html;

import org.wingloss.evaluation.report.content.NumberText;

/** Text and numbers for HTML and SVG. */
public final class Html {
  private Html() {}

  /** Text that cannot become markup, in content or in a quoted attribute. */
  public static String text(String raw) {
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

  /** A coordinate in SVG. */
  static String at(double value) {
    String text = NumberText.fixed(value, 2);
    return text.endsWith(".00") ? text.substring(0, text.length() - 3) : text;
  }
}
