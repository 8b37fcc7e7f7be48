package org.wingloss.data.synthetic.head;

/**
 * A named line on the head through mesh vertices. Parameter t counts the knots of the template (t =
 * 2 is its third knot), so that a landmark is a curve and a number.
 */
public final class Curve {
  private final String name;
  private final int[] vertices;
  private final int steps;

  /**
   * A curve.
   *
   * @param name such as {@code upper-lid.left}
   * @param vertices mesh vertices in order; kept, not copied
   * @param steps vertices per knot
   */
  Curve(String name, int[] vertices, int steps) {
    this.name = name;
    this.vertices = vertices;
    this.steps = steps;
  }

  /** Its name. */
  String name() {
    return name;
  }

  /** Mesh vertices in order; not to be changed. */
  public int[] vertices() {
    return vertices;
  }

  /** The largest parameter. */
  double end() {
    return (vertices.length - 1) / (double) steps;
  }

  /** The vertex at or before t; the next one follows, unless t is the end. */
  int segment(double t) {
    if (!(t >= 0 && t <= end())) {
      throw new IllegalArgumentException(
          "curve %s runs from 0 to %s but was asked at %s".formatted(name, end(), t));
    }
    return Math.min((int) (t * steps), vertices.length - 2);
  }

  /** How far t lies from its segment's first vertex to the second, 0 to 1. */
  double share(double t) {
    return t * steps - segment(t);
  }
}
