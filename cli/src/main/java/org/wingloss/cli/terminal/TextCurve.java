package org.wingloss.cli.terminal;

import java.util.Arrays;
import java.util.Locale;

/**
 * A curve drawn with characters, for terminals: each column the mean of its share of the points.
 */
public final class TextCurve {
  private static final String EIGHTHS = " ▁▂▃▄▅▆▇█";
  private static final int MARGIN = 10;

  private TextCurve() {}

  /**
   * Draws a curve.
   *
   * @param x ascending
   * @param y the values; those that are NaN are left out
   * @param height lines
   */
  public static String draw(String title, double[] x, double[] y, int width, int height) {
    int columns = Math.max(10, width - MARGIN - 1);
    double[] bars = columns(x, y, columns);
    double low = Arrays.stream(bars).filter(Double::isFinite).min().orElse(Double.NaN);
    double high = Arrays.stream(bars).filter(Double::isFinite).max().orElse(Double.NaN);
    if (Double.isNaN(low)) {
      return title + ": nothing yet\n";
    }
    // The lowest value keeps an eighth, so that it is seen.
    double unit = (high - low) / (8 * height - 1);
    StringBuilder out = new StringBuilder(title).append('\n');
    for (int line = height - 1; line >= 0; line--) {
      String label = line == height - 1 ? number(high) : line == 0 ? number(low) : "";
      out.append(String.format(Locale.ROOT, "%" + (MARGIN - 1) + "s ", label));
      for (double bar : bars) {
        int eighths = unit > 0 ? 1 + (int) Math.round((bar - low) / unit) : 8 * height / 2;
        out.append(
            Double.isNaN(bar) ? ' ' : EIGHTHS.charAt(Math.max(0, Math.min(8, eighths - 8 * line))));
      }
      out.append('\n');
    }
    return out.toString();
  }

  private static double[] columns(double[] x, double[] y, int columns) {
    double[] sums = new double[columns];
    int[] counts = new int[columns];
    double end = x.length == 0 ? 1 : x[x.length - 1];
    for (int i = 0; i < x.length; i++) {
      if (Double.isFinite(y[i])) {
        int column = Math.min(columns - 1, (int) (x[i] / end * columns));
        sums[column] += y[i];
        counts[column]++;
      }
    }
    for (int i = 0; i < columns; i++) {
      sums[i] = counts[i] == 0 ? Double.NaN : sums[i] / counts[i];
    }
    return sums;
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, Math.abs(value) < 100 ? "%.3f" : "%.0f", value);
  }
}
