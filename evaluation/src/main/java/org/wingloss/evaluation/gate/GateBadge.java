package org.wingloss.evaluation.gate;

import org.wingloss.evaluation.report.content.NumberText;
import org.wingloss.evaluation.report.html.Html;

/** A badge for a README: the first metric's value, on green where all gates were met, else red. */
final class GateBadge {
  private static final int HEIGHT = 20;

  /** Verdana's widths, on average, at 11 pixels. */
  private static final double PER_CHARACTER = 6.6;

  private static final String MET = "#2e7d32";
  private static final String NOT_MET = "#c62828";

  private GateBadge() {}

  static String of(GateResults results) {
    GateResult shown =
        results.results().stream()
            .filter(result -> result.value() instanceof Double)
            .findFirst()
            .orElse(results.results().get(0));
    String label = (shown.metric() + " " + shown.norm()).strip();
    String value =
        shown.value() instanceof Double percent
            ? NumberText.fixed(percent, 2) + " %"
            : shown.valueText();
    // Not by colour alone.
    String told = results.met() ? value : value + " ✗";
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
        Html.text(label),
        Html.text(told),
        left,
        right,
        results.met() ? MET : NOT_MET,
        left / 2,
        left + right / 2);
  }

  private static double width(String text) {
    return Math.ceil(PER_CHARACTER * text.length() + 12);
  }
}
