package org.wingloss.data.plot;

import java.util.stream.LongStream;
import org.wingloss.data.NumberText;

/** Axes in a rectangle of a drawing, with round ticks, and what is drawn between them. */
public final class Chart {
  private static final String GRID = "#dddddd";
  private static final double MARGIN_LEFT = 52;
  private static final double MARGIN_RIGHT = 12;
  private static final double MARGIN_TOP = 28;
  private static final double MARGIN_BOTTOM = 42;

  private final Svg svg;
  private final double left;
  private final double top;
  private final double right;
  private final double bottom;
  private final double xFrom;
  private final double xTo;
  private final double yFrom;
  private final double yTo;

  /**
   * Draws the axes.
   *
   * @param svg where to
   * @param place left, top, width and height of the chart with its labels
   * @param title above the axes
   * @param xLabel below the x axis
   * @param x from and to, from below to
   * @param y from and to, from below to
   */
  public Chart(Svg svg, double[] place, String title, String xLabel, double[] x, double[] y) {
    this.svg = svg;
    this.left = place[0] + MARGIN_LEFT;
    this.top = place[1] + MARGIN_TOP;
    this.right = place[0] + place[2] - MARGIN_RIGHT;
    this.bottom = place[1] + place[3] - MARGIN_BOTTOM;
    this.xFrom = x[0];
    this.xTo = x[1];
    this.yFrom = y[0];
    this.yTo = y[1];
    if (!(xFrom < xTo && yFrom < yTo)) {
      throw new IllegalArgumentException(
          "a chart needs ranges but got [%s, %s] and [%s, %s]".formatted(xFrom, xTo, yFrom, yTo));
    }
    svg.text((left + right) / 2, top - 10, "middle", 14, title);
    svg.text((left + right) / 2, bottom + 34, "middle", 12, xLabel);
    double step = step(xTo - xFrom, 8);
    for (double t : ticks(xFrom, xTo, step)) {
      svg.line(x(t), top, x(t), bottom, GRID, 1);
      svg.text(x(t), bottom + 16, "middle", 11, label(t, step));
    }
    step = step(yTo - yFrom, 6);
    for (double t : ticks(yFrom, yTo, step)) {
      svg.line(left, y(t), right, y(t), GRID, 1);
      svg.text(left - 6, y(t) + 4, "end", 11, label(t, step));
    }
  }

  /** A line through points; what lies outside the ranges is left out. */
  public Chart curve(double[] x, double[] y, String colour) {
    double[] px = new double[x.length];
    double[] py = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      boolean inside = x[i] >= xFrom && x[i] <= xTo && y[i] >= yFrom && y[i] <= yTo;
      px[i] = inside ? x(x[i]) : Double.NaN;
      py[i] = inside ? y(y[i]) : Double.NaN;
    }
    svg.path(px, py, false, colour, 2);
    return this;
  }

  /** Bars of equal width over the whole x range, standing on y = 0. */
  public Chart bars(double[] heights, String colour) {
    double width = (right - left) / heights.length;
    for (int i = 0; i < heights.length; i++) {
      double topEdge = y(Math.min(heights[i], yTo));
      svg.rectangle(left + i * width + 1, topEdge, width - 2, y(0) - topEdge, colour);
    }
    return this;
  }

  /** A short stroke of a colour with a name, in line {@code row} at the upper right. */
  public Chart key(int row, String colour, String name) {
    double y = top + 14 + 16 * row;
    svg.line(right - 24, y - 4, right - 6, y - 4, colour, 3);
    svg.text(right - 30, y, "end", 11, name);
    return this;
  }

  /** 1, 2 or 5 times a power of ten, so that the range has at most {@code most} steps. */
  public static double step(double range, int most) {
    double power = Math.pow(10, Math.floor(Math.log10(range / most)));
    for (double factor : new double[] {1, 2, 5}) {
      if (range / (factor * power) <= most * (1 + 1e-9)) {
        return factor * power;
      }
    }
    return 10 * power;
  }

  /** The multiples of a step between two values, both included. */
  public static double[] ticks(double from, double to, double step) {
    long first = (long) Math.ceil(from / step - 1e-9);
    long last = (long) Math.floor(to / step + 1e-9);
    return LongStream.rangeClosed(first, last).mapToDouble(k -> k * step).toArray();
  }

  /** A value on an axis, with as many digits as its step has. */
  public static String label(double value, double step) {
    int digits = (int) Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
    return NumberText.fixed(value, digits).replace('-', '\u2212');
  }

  private double x(double value) {
    return left + (value - xFrom) / (xTo - xFrom) * (right - left);
  }

  private double y(double value) {
    return bottom - (value - yFrom) / (yTo - yFrom) * (bottom - top);
  }
}
