package org.wingloss.data.synthetic.head;

/** Distances to lines and rings of the plane, such as those of the unrolled face. */
public final class Outline {
  private Outline() {}

  /** {@code {distance, share of the way along the line}} of a place beside an open line. */
  public static double[] distance(double[][] line, double u, double v) {
    double best = Double.MAX_VALUE;
    double where = 0;
    for (int i = 0; i + 1 < line.length; i++) {
      double du = line[i + 1][0] - line[i][0];
      double dv = line[i + 1][1] - line[i][1];
      double t = ((u - line[i][0]) * du + (v - line[i][1]) * dv) / (du * du + dv * dv + 1e-9);
      t = Math.max(0, Math.min(1, t));
      double eu = u - line[i][0] - t * du;
      double ev = v - line[i][1] - t * dv;
      double squared = eu * eu + ev * ev;
      if (squared < best) {
        best = squared;
        where = (i + t) / (line.length - 1);
      }
    }
    return new double[] {Math.sqrt(best), where};
  }

  /** How far inside a ring a place lies; negative outside. The ring's last side is not measured. */
  public static double inside(double[][] ring, double u, double v) {
    boolean in = false;
    double[] previous = ring[ring.length - 1];
    for (double[] p : ring) {
      if ((p[1] > v) != (previous[1] > v)
          && u < (previous[0] - p[0]) * (v - p[1]) / (previous[1] - p[1]) + p[0]) {
        in = !in;
      }
      previous = p;
    }
    double d = distance(ring, u, v)[0];
    return in ? d : -d;
  }
}
