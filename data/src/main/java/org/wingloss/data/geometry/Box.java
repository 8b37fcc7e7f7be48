package org.wingloss.data.geometry;

import java.io.Serializable;
import java.util.List;

/**
 * A face box in the picture's coordinates (pixels, pixel centres on integers). It may reach outside
 * the picture.
 *
 * @param left smallest x
 * @param top smallest y
 * @param right largest x, above left
 * @param bottom largest y, above top
 */
public record Box(double left, double top, double right, double bottom) implements Serializable {
  /** Farther out than any picture has pixels. */
  private static final double FARTHEST = 1e9;

  private static final double SHORTEST = 1e-6;

  /** Checks that the edges are finite, at most 10^9 from 0, and the sides at least 10^-6. */
  public Box {
    if (!Double.isFinite(left + top + right + bottom) || !(right > left) || !(bottom > top)) {
      throw new IllegalArgumentException(
          "a box needs finite edges with left < right and top < bottom but was [%s, %s, %s, %s]"
              .formatted(left, top, right, bottom));
    }
    if (!(Math.max(Math.max(-left, -top), Math.max(right, bottom)) <= FARTHEST)
        || !(Math.min(right - left, bottom - top) >= SHORTEST)) {
      throw new IllegalArgumentException(
          "a box has edges from -1e9 to 1e9 and sides of at least 1e-6 but was [%s, %s, %s, %s]"
              .formatted(left, top, right, bottom));
    }
  }

  /**
   * Reads a box that somebody typed: {@code left,top,right,bottom}.
   *
   * @param name what messages call it
   * @throws IllegalArgumentException if it is none; the message is a sentence with the name
   */
  public static Box parse(String name, String text) {
    String[] edges = text.split(",", -1);
    if (edges.length != 4) {
      throw new IllegalArgumentException(
          "%s needs left,top,right,bottom but was '%s'".formatted(name, text));
    }
    double[] numbers = new double[4];
    try {
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = Double.parseDouble(edges[i].strip());
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "%s needs four numbers but was '%s'".formatted(name, text), e);
    }
    try {
      return new Box(numbers[0], numbers[1], numbers[2], numbers[3]);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
    }
  }

  /**
   * A box from its {@link #edges}.
   *
   * @throws IllegalArgumentException if they are not four, or make no box
   */
  public static Box of(List<Double> edges) {
    if (edges.size() != 4) {
      throw new IllegalArgumentException("a box has 4 numbers but found " + edges.size());
    }
    return new Box(edges.get(0), edges.get(1), edges.get(2), edges.get(3));
  }

  /** Left, top, right, bottom: the order in which files have them. */
  public List<Double> edges() {
    return List.of(left, top, right, bottom);
  }

  /** right − left. */
  public double width() {
    return right - left;
  }

  /** bottom − top. */
  public double height() {
    return bottom - top;
  }

  /** x of the middle. */
  public double centreX() {
    return (left + right) / 2;
  }

  /** y of the middle. */
  public double centreY() {
    return (top + bottom) / 2;
  }

  /** The square about the same middle whose side is the longer one of this box. */
  public Box square() {
    double half = Math.max(width(), height()) / 2;
    return new Box(centreX() - half, centreY() - half, centreX() + half, centreY() + half);
  }

  /** The box about the same middle with both sides multiplied by {@code factor} (above 0). */
  public Box scaled(double factor) {
    double w = width() / 2 * factor;
    double h = height() / 2 * factor;
    return new Box(centreX() - w, centreY() - h, centreX() + w, centreY() + h);
  }

  /** The box with its edges in whole pixels. */
  public Box rounded() {
    return new Box(Math.rint(left), Math.rint(top), Math.rint(right), Math.rint(bottom));
  }

  /** The box moved by (dx, dy) pixels. */
  public Box moved(double dx, double dy) {
    return new Box(left + dx, top + dy, right + dx, bottom + dy);
  }

  /** width · height. */
  public double area() {
    return width() * height();
  }

  /** The area that two boxes have in common. */
  public double common(Box other) {
    double w = Math.min(right, other.right) - Math.max(left, other.left);
    double h = Math.min(bottom, other.bottom) - Math.max(top, other.top);
    return w <= 0 || h <= 0 ? 0 : w * h;
  }

  /** Intersection over union, 0 to 1. */
  public double overlap(Box other) {
    double common = common(other);
    return common / (area() + other.area() - common);
  }
}
