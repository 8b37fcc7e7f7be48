package org.wingloss.data.plot;

import java.nio.file.Path;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.Markup;
import org.wingloss.data.NumberText;
import org.wingloss.data.io.AtomicFile;

/**
 * An SVG document under construction; x right, y down, in user units. It stands alone: no style
 * sheet, script or font from elsewhere. Text is escaped.
 */
public final class Svg {
  /** Colours that differ in hue and lightness, also for the colour-blind; for series in order. */
  private static final String[] COLOURS = {
    "#0072b2", "#d55e00", "#009e73", "#cc79a7", "#56b4e9", "#e69f00", "#000000"
  };

  private final double width;
  private final double height;
  private final StringBuilder body = new StringBuilder();

  /** An empty drawing on white. */
  public Svg(double width, double height) {
    this.width = width;
    this.height = height;
    rectangle(0, 0, width, height, "#ffffff");
  }

  /** The colour of series i, from 0; they recur. */
  public static String colour(int series) {
    return COLOURS[Math.floorMod(series, COLOURS.length)];
  }

  /** A straight line. */
  public Svg line(double x1, double y1, double x2, double y2, String colour, double thickness) {
    return path(new double[] {x1, x2}, new double[] {y1, y2}, false, colour, thickness);
  }

  /** A line through points; a point that is not finite interrupts it. */
  public Svg path(double[] x, double[] y, boolean closed, String colour, double thickness) {
    StringBuilder d = new StringBuilder();
    boolean pen = false;
    for (int i = 0; i < x.length; i++) {
      boolean there = Double.isFinite(x[i]) && Double.isFinite(y[i]);
      if (there) {
        d.append(pen ? 'L' : 'M').append(number(x[i])).append(' ').append(number(y[i]));
      }
      pen = there;
    }
    return element(
        "<path d=\"%s%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"%s\" stroke-linejoin=\"round\"/>"
            .formatted(d, closed ? "Z" : "", colour, number(thickness)));
  }

  /** A filled rectangle. */
  public Svg rectangle(double x, double y, double w, double h, String colour) {
    return element(
        "<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" fill=\"%s\"/>"
            .formatted(number(x), number(y), number(w), number(h), colour));
  }

  /** A filled disc. */
  public Svg dot(double x, double y, double radius, String colour) {
    return element(
        "<circle cx=\"%s\" cy=\"%s\" r=\"%s\" fill=\"%s\"/>"
            .formatted(number(x), number(y), number(radius), colour));
  }

  /** Text whose anchor, {@code start}, {@code middle} or {@code end}, stands at (x, y). */
  public Svg text(double x, double y, String anchor, double size, String text) {
    return element(
        "<text x=\"%s\" y=\"%s\" text-anchor=\"%s\" font-size=\"%s\">%s</text>"
            .formatted(number(x), number(y), anchor, number(size), Markup.html(text)));
  }

  /** The document. */
  @Override
  public String toString() {
    return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %s %s\" width=\"%s\""
            .formatted(number(width), number(height), number(width))
        + " height=\"%s\" font-family=\"sans-serif\" fill=\"#222222\">\n%s</svg>\n"
            .formatted(number(height), body);
  }

  /**
   * Writes the document; the file appears whole or not at all.
   *
   * @throws InvalidDataException if it cannot be written
   */
  public void write(Path file) {
    AtomicFile.write(file, toString());
  }

  private Svg element(String element) {
    body.append(element).append('\n');
    return this;
  }

  /** At most two decimals, none that say nothing. */
  private static String number(double value) {
    String text = NumberText.format("%.2f", value);
    return text.replaceAll("\\.?0+$", "").replaceAll("^-0$", "0");
  }
}
