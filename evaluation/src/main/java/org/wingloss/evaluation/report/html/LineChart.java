package org.wingloss.evaluation.report.html;

import java.util.ArrayList;
import java.util.List;
import org.wingloss.evaluation.report.content.NumberText;

/**
 * A line chart as inline SVG: axes from given ranges, round ticks, a legend below. Colours come
 * from the page's style sheet ({@code series0} …), so that light, dark and print agree.
 */
final class LineChart {
  private static final int WIDTH = 720;
  private static final int HEIGHT = 400;
  private static final int LEFT = 58;
  private static final int RIGHT = 18;
  private static final int TOP = 14;
  private static final int BOTTOM = 52;

  private final String title;
  private final String xLabel;
  private final String yLabel;
  private final double xFrom;
  private final double xTo;
  private final double yFrom;
  private final double yTo;
  private final StringBuilder marks = new StringBuilder();
  private final List<String> legend = new ArrayList<>();

  LineChart(
      String title,
      String xLabel,
      double xFrom,
      double xTo,
      String yLabel,
      double yFrom,
      double yTo) {
    this.title = title;
    this.xLabel = xLabel;
    this.yLabel = yLabel;
    this.xFrom = xFrom;
    this.xTo = xTo;
    this.yFrom = yFrom;
    this.yTo = yTo;
  }

  /** A line through points; places outside the ranges must have been cut off. */
  LineChart line(String name, int series, double[] xs, double[] ys) {
    StringBuilder points = new StringBuilder();
    for (int i = 0; i < xs.length; i++) {
      points.append(i == 0 ? "" : " ").append(Html.at(x(xs[i]))).append(',');
      points.append(Html.at(y(ys[i])));
    }
    marks.append(
        "<polyline class=\"line series%d\" points=\"%s\"/>\n".formatted(series % 6, points));
    legend.add(
        "<span class=\"key\"><svg viewBox=\"0 0 28 10\" aria-hidden=\"true\"><line class=\"line"
            + " series%d\" x1=\"1\" y1=\"5\" x2=\"27\" y2=\"5\"/></svg>%s</span>"
                .formatted(series % 6, Html.text(name)));
    return this;
  }

  /** A dashed line with a dot per point: numbers that somebody else published. */
  LineChart published(String name, int series, double[] xs, double[] ys) {
    StringBuilder points = new StringBuilder();
    for (int i = 0; i < xs.length; i++) {
      points.append(i == 0 ? "" : " ").append(Html.at(x(xs[i]))).append(',');
      points.append(Html.at(y(ys[i])));
      marks.append(
          "<circle class=\"dot series%d\" cx=\"%s\" cy=\"%s\" r=\"3.5\"/>\n"
              .formatted(series % 6, Html.at(x(xs[i])), Html.at(y(ys[i]))));
    }
    marks.append(
        "<polyline class=\"line dashed series%d\" points=\"%s\"/>\n".formatted(series % 6, points));
    legend.add(
        "<span class=\"key\"><svg viewBox=\"0 0 28 10\" aria-hidden=\"true\"><line class=\"line"
            + " dashed series%d\" x1=\"1\" y1=\"5\" x2=\"27\" y2=\"5\"/></svg>%s</span>"
                .formatted(series % 6, Html.text(name)));
    return this;
  }

  /** Dots on the line of a series. */
  LineChart dots(int series, double[] xs, double[] ys) {
    for (int i = 0; i < xs.length; i++) {
      marks.append(
          "<circle class=\"dot series%d\" cx=\"%s\" cy=\"%s\" r=\"3.5\"/>\n"
              .formatted(series % 6, Html.at(x(xs[i])), Html.at(y(ys[i]))));
    }
    return this;
  }

  /** An upright line with a name. */
  LineChart threshold(double at, String name) {
    if (at >= xFrom && at <= xTo) {
      String x = Html.at(x(at));
      marks.append(
          "<line class=\"threshold\" x1=\"%s\" y1=\"%d\" x2=\"%s\" y2=\"%d\"/>"
              .formatted(x, TOP, x, HEIGHT - BOTTOM));
      marks.append(
          "<text class=\"tick\" text-anchor=\"end\" x=\"%s\" y=\"%d\">%s</text>\n"
              .formatted(Html.at(x(at) - 5), HEIGHT - BOTTOM - 8, Html.text(name)));
    }
    return this;
  }

  /** The chart with its legend. */
  String html() {
    StringBuilder out = new StringBuilder();
    out.append(
        "<svg class=\"chart\" viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">\n"
            .formatted(WIDTH, HEIGHT, Html.text(title)));
    out.append("<title>").append(Html.text(title)).append("</title>\n");
    double xStep = step(xTo - xFrom, 10);
    for (double t = Math.ceil(xFrom / xStep - 1e-9) * xStep; t <= xTo + 1e-9 * xStep; t += xStep) {
      out.append(
          "<line class=\"grid\" x1=\"%1$s\" y1=\"%2$d\" x2=\"%1$s\" y2=\"%3$d\"/>"
              .formatted(Html.at(x(t)), TOP, HEIGHT - BOTTOM));
      out.append(
          "<text class=\"tick\" text-anchor=\"middle\" x=\"%s\" y=\"%d\">%s</text>\n"
              .formatted(Html.at(x(t)), HEIGHT - BOTTOM + 18, tick(t, xStep)));
    }
    double yStep = step(yTo - yFrom, 6);
    for (double t = Math.ceil(yFrom / yStep - 1e-9) * yStep; t <= yTo + 1e-9 * yStep; t += yStep) {
      out.append(
          "<line class=\"grid\" x1=\"%2$d\" y1=\"%1$s\" x2=\"%3$d\" y2=\"%1$s\"/>"
              .formatted(Html.at(y(t)), LEFT, WIDTH - RIGHT));
      out.append(
          "<text class=\"tick\" text-anchor=\"end\" x=\"%d\" y=\"%s\">%s</text>\n"
              .formatted(LEFT - 8, Html.at(y(t) + 4), tick(t, yStep)));
    }
    out.append(
        "<text class=\"axis\" text-anchor=\"middle\" x=\"%d\" y=\"%d\">%s</text>\n"
            .formatted((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 10, Html.text(xLabel)));
    int middle = (TOP + HEIGHT - BOTTOM) / 2;
    out.append(
        ("<text class=\"axis\" text-anchor=\"middle\" transform=\"rotate(-90 14 %1$d)\" x=\"14\""
                + " y=\"%1$d\">%2$s</text>\n")
            .formatted(middle, Html.text(yLabel)));
    out.append(marks).append("</svg>\n<p class=\"legend\">");
    legend.forEach(out::append);
    return out.append("</p>\n").toString();
  }

  /** 1, 2 or 5 times a power of ten, so that a range has at most {@code most} steps. */
  static double step(double range, int most) {
    double rough = range / most;
    double power = Math.pow(10, Math.floor(Math.log10(rough)));
    for (double factor : new double[] {1, 2, 5}) {
      if (factor * power >= rough * (1 - 1e-9)) {
        return factor * power;
      }
    }
    return 10 * power;
  }

  private static String tick(double value, double step) {
    int digits = (int) Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
    String text = NumberText.fixed(value, digits);
    return text.equals("-0") ? "0" : text.replace('-', '\u2212');
  }

  private double x(double value) {
    return LEFT + (value - xFrom) / (xTo - xFrom) * (WIDTH - RIGHT - LEFT);
  }

  private double y(double value) {
    return HEIGHT - BOTTOM - (value - yFrom) / (yTo - yFrom) * (HEIGHT - BOTTOM - TOP);
  }
}
