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

  /** A straight line in SVG. */
  static String line(String style, double x1, double y1, double x2, double y2) {
    return "<line class=\"%s\" x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\"/>"
        .formatted(style, at(x1), at(y1), at(x2), at(y2));
  }

  /** A line of text in SVG, whose anchor stands at (x, y). */
  static String label(String style, String anchor, double x, double y, String text) {
    return "<text class=\"%s\" text-anchor=\"%s\" x=\"%s\" y=\"%s\">%s</text>\n"
        .formatted(style, anchor, at(x), at(y), text(text));
  }
}
