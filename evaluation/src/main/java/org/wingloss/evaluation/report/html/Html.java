package org.wingloss.evaluation.report.html;

import org.wingloss.data.Markup;
import org.wingloss.data.NumberText;

/** Coordinates, lines and labels of the drawings of a page. */
final class Html {
  /** The scale of a drawing of errors ends here at the least, percent: where all are 0 too. */
  static final double LEAST_ERROR = 0.01;

  private Html() {}

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
        .formatted(style, anchor, at(x), at(y), Markup.html(text));
  }
}
