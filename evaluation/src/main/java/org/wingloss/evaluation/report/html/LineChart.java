package org.wingloss.evaluation.report.html;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.wingloss.data.Markup;
import org.wingloss.data.plot.Chart;
import org.wingloss.evaluation.report.content.BoxSensitivity;

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
  private final Axis x;
  private final Axis y;
  private final StringBuilder marks = new StringBuilder();
  private final List<String> legend = new ArrayList<>();

  LineChart(String title, Axis x, Axis y) {
    this.title = title;
    this.x = x;
    this.y = y;
  }

  /**
   * An axis.
   *
   * @param label beside it
   * @param from lower end
   * @param to upper end
   */
  record Axis(String label, double from, double to) {
    /** Where a value lies, 0 to 1. */
    private double share(double value) {
      return (value - from) / (to - from);
    }
  }

  /** A line through points (x, y), which must lie inside the ranges. */
  LineChart line(String name, int series, List<double[]> points) {
    return polyline("line", name, series, points);
  }

  /** A dashed line with a dot per point: numbers that somebody else published. */
  LineChart published(String name, int series, List<double[]> points) {
    return dots(series, points).polyline("line dashed", name, series, points);
  }

  private LineChart polyline(String style, String name, int series, List<double[]> points) {
    String styles = "%s series%s".formatted(style, series % 6);
    String places =
        points.stream()
            .map(p -> Html.at(x(p[0])) + "," + Html.at(y(p[1])))
            .collect(Collectors.joining(" "));
    marks.append("<polyline class=\"%s\" points=\"%s\"/>\n".formatted(styles, places));
    legend.add(
        "<span class=\"key\"><svg viewBox=\"0 0 28 10\" aria-hidden=\"true\"><line class=\"%s\""
                .formatted(styles)
            + " x1=\"1\" y1=\"5\" x2=\"27\" y2=\"5\"/></svg>%s</span>"
                .formatted(Markup.html(name)));
    return this;
  }

  /** Dots on the line of a series. */
  LineChart dots(int series, List<double[]> points) {
    for (double[] p : points) {
      marks.append(
          "<circle class=\"dot series%s\" cx=\"%s\" cy=\"%s\" r=\"3.5\"/>\n"
              .formatted(series % 6, Html.at(x(p[0])), Html.at(y(p[1]))));
    }
    return this;
  }

  /** An upright line with a name. */
  LineChart threshold(double at, String name) {
    if (at >= x.from() && at <= x.to()) {
      marks.append(Html.line("threshold", x(at), TOP, x(at), HEIGHT - BOTTOM));
      marks.append(Html.label("tick", "end", x(at) - 5, HEIGHT - BOTTOM - 8, name));
    }
    return this;
  }

  /** The chart with its legend. */
  String html() {
    StringBuilder out = new StringBuilder();
    out.append(
        "<svg class=\"chart\" viewBox=\"0 0 %s %s\" role=\"img\" aria-label=\"%s\">\n"
            .formatted(WIDTH, HEIGHT, Markup.html(title)));
    out.append("<title>").append(Markup.html(title)).append("</title>\n");
    double xStep = Chart.step(x.to() - x.from(), 10);
    for (double t : Chart.ticks(x.from(), x.to(), xStep)) {
      out.append(Html.line("grid", x(t), TOP, x(t), HEIGHT - BOTTOM));
      String label = Chart.label(t, xStep);
      out.append(Html.label("tick", "middle", x(t), HEIGHT - BOTTOM + 18, label));
    }
    double yStep = Chart.step(y.to() - y.from(), 6);
    for (double t : Chart.ticks(y.from(), y.to(), yStep)) {
      out.append(Html.line("grid", LEFT, y(t), WIDTH - RIGHT, y(t)));
      out.append(Html.label("tick", "end", LEFT - 8, y(t) + 4, Chart.label(t, yStep)));
    }
    int centre = (LEFT + WIDTH - RIGHT) / 2;
    out.append(Html.label("axis", "middle", centre, HEIGHT - 10, x.label()));
    int middle = (TOP + HEIGHT - BOTTOM) / 2;
    out.append(
        ("<text class=\"axis\" text-anchor=\"middle\" transform=\"rotate(-90 14 %1$s)\" x=\"14\""
                + " y=\"%1$s\">%2$s</text>\n")
            .formatted(middle, Markup.html(y.label())));
    out.append(marks).append("</svg>\n<p class=\"legend\">");
    legend.forEach(out::append);
    return out.append("</p>\n").toString();
  }

  /**
   * How far an axis of errors from 0 has to go, percent: there is room above the largest error, and
   * a scale where all errors are 0.
   */
  static double reach(double largest) {
    return 1.1 * Math.max(Html.LEAST_ERROR, largest);
  }

  private double x(double value) {
    return LEFT + x.share(value) * (WIDTH - RIGHT - LEFT);
  }

  private double y(double value) {
    return HEIGHT - BOTTOM - y.share(value) * (HEIGHT - BOTTOM - TOP);
  }

  /** The NME against changes of the face box. */
  static String ofBoxes(BoxSensitivity boxes) {
    double from = 0;
    double to = 0;
    double largest = 0;
    for (BoxSensitivity.Curve curve : boxes.curves()) {
      for (BoxSensitivity.Point point : curve.points()) {
        from = Math.min(from, point.amount());
        to = Math.max(to, point.amount());
        largest = Math.max(largest, point.nme());
      }
    }
    double reach = reach(largest);
    double step = Chart.step(reach, 6);
    LineChart chart =
        new LineChart(
            "NME against changed boxes",
            new LineChart.Axis("change of the box, % of its side", from, to),
            new LineChart.Axis(
                "NME, % of the " + boxes.norm() + " length", 0, Math.ceil(reach / step) * step));
    int series = 0;
    for (BoxSensitivity.Curve curve : boxes.curves()) {
      List<double[]> points =
          curve.points().stream().map(p -> new double[] {p.amount(), p.nme()}).toList();
      chart.line(curve.change(), series, points).dots(series, points);
      series++;
    }
    return chart.html();
  }
}
