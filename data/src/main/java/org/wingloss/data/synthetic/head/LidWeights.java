package org.wingloss.data.synthetic.head;

/** How strongly each skin vertex follows the lids, from its distance to the lids' edges. */
final class LidWeights {
  private static final double UPPER_REACH = 9;
  private static final double LOWER_REACH = 10;

  private final HeadTemplate template;

  LidWeights(HeadTemplate template) {
    this.template = template;
  }

  /** {@code {upper, lower, opening}} of a vertex. */
  double[] at(int vertex) {
    double[] p = template.position(vertex);
    String side = p[0] < 0 ? ".left" : ".right";
    Curve upper = template.curve("upper-lid" + side);
    Curve lower = template.curve("lower-lid" + side);
    double toUpper = distance(p, upper);
    double toLower = distance(p, lower);
    double x = p[0];
    double opening = heightAt(x, lower) - heightAt(x, upper);
    double nearUpper = fade(toUpper / UPPER_REACH);
    double nearLower = fade(toLower / LOWER_REACH);
    if (Double.isNaN(opening)) {
      return new double[] {0, 0, 0};
    }
    return toUpper <= toLower
        ? new double[] {nearUpper, 0, opening}
        : new double[] {0, nearLower, opening};
  }

  private double distance(double[] p, Curve curve) {
    double best = Double.MAX_VALUE;
    for (int vertex : curve.vertices()) {
      double[] q = template.position(vertex);
      best = Math.min(best, StrictMath.hypot(p[0] - q[0], p[1] - q[1]));
    }
    return best;
  }

  /** The curve's height at x, NaN outside it. */
  private double heightAt(double x, Curve curve) {
    int[] vertices = curve.vertices();
    for (int i = 0; i + 1 < vertices.length; i++) {
      double[] a = template.position(vertices[i]);
      double[] b = template.position(vertices[i + 1]);
      double t = (x - a[0]) / (b[0] - a[0]);
      if (t >= 0 && t <= 1) {
        return a[1] + t * (b[1] - a[1]);
      }
    }
    return Double.NaN;
  }

  private static double fade(double t) {
    double s = Math.max(0, 1 - t);
    return s * s * (3 - 2 * s);
  }
}
