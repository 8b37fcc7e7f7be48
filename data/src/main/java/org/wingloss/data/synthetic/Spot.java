package org.wingloss.data.synthetic;

/**
 * A point of the head on the canvas.
 *
 * @param x canvas pixels
 * @param y canvas pixels
 * @param near inverse distance
 */
record Spot(double x, double y, double near) {
  /** The point of a curve at parameter t. */
  static Spot on(Vertices head, Curve curve, double t) {
    int segment = curve.segment(t);
    double share = curve.share(t);
    int a = curve.vertices()[segment];
    int b = curve.vertices()[segment + 1];
    return new Spot(
        head.x[a] + share * (head.x[b] - head.x[a]),
        head.y[a] + share * (head.y[b] - head.y[a]),
        head.near[a] + share * (head.near[b] - head.near[a]));
  }
}
