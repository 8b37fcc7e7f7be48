package org.wingloss.evaluation.gate;

import org.wingloss.data.Markup;
import org.wingloss.data.NumberText;

/** What came of the gates as a badge (SVG). */
final class GateBadge {
  private static final int HEIGHT = 20;

  /** Verdana's widths, on average, at 11 pixels. */
  private static final double PER_CHARACTER = 6.6;

  private static final String GREEN = "#2e7d32";
  private static final String RED = "#c62828";

  private GateBadge() {}

  static String of(GateResults gates) {
    GateResult shown =
        gates.results().stream()
            .filter(result -> result.value() instanceof Double)
            .findFirst()
            .orElse(gates.results().get(0));
    String label = (shown.metric() + " " + shown.norm()).strip();
    String value =
        shown.value() instanceof Double percent
            ? NumberText.fixed(percent, 2) + " %"
            : shown.valueText();
    // Not by colour alone.
    String told = gates.met() ? value : value + " ✗";
    double left = width(label);
    double right = width(told);
    return NumberText.format(
        """
        <svg xmlns="http://www.w3.org/2000/svg" width="%1$.0f" height="%2$d" role="img" \
        aria-label="%3$s: %4$s"><title>%3$s: %4$s</title>\
        <rect width="%5$.0f" height="%2$d" fill="#424242"/>\
        <rect x="%5$.0f" width="%6$.0f" height="%2$d" fill="%7$s"/>\
        <g fill="#fff" text-anchor="middle" font-family="Verdana,DejaVu Sans,sans-serif" \
        font-size="11"><text x="%8$.1f" y="14">%3$s</text><text x="%9$.1f" y="14">%4$s</text></g>\
        </svg>
        """,
        left + right,
        HEIGHT,
        Markup.html(label),
        Markup.html(told),
        left,
        right,
        gates.met() ? GREEN : RED,
        left / 2,
        left + right / 2);
  }

  private static double width(String text) {
    return Math.ceil(PER_CHARACTER * text.length() + 12);
  }
}
