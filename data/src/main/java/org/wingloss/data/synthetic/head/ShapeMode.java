package org.wingloss.data.synthetic.head;

/**
 * One independent way in which heads or faces differ: a field of displacements, times a
 * coefficient.
 *
 * @param name what it changes
 * @param field millimetres moved when the coefficient is 1
 */
public record ShapeMode(String name, Field field) {
  /** A field of displacements. */
  @FunctionalInterface
  interface Field {
    /** Writes the displacement of a site into {@code d = {dx, dy, dz}}, which arrives as zeros. */
    void at(HeadVertex site, double[] d);
  }

  /** A bell of height 1 about {@code centre} with standard deviation {@code width}. */
  public static double bell(double x, double centre, double width) {
    double t = (x - centre) / width;
    return StrictMath.exp(-0.5 * t * t);
  }

  /** A smooth step from 0 at {@code from} to 1 at {@code to}. */
  public static double step(double x, double from, double to) {
    double t = Math.min(1, Math.max(0, (x - from) / (to - from)));
    return t * t * (3 - 2 * t);
  }
}
