package org.wingloss.data.synthetic.head;

import java.util.List;

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

  /** The displacement of every site by every mode: {@code {dx, dy, dz}} site after site. */
  static float[][] tabulate(List<ShapeMode> modes, List<HeadVertex> sites) {
    float[][] out = new float[modes.size()][3 * sites.size()];
    double[] d = new double[3];
    for (int m = 0; m < out.length; m++) {
      for (int i = 0; i < sites.size(); i++) {
        java.util.Arrays.fill(d, 0);
        modes.get(m).field().at(sites.get(i), d);
        for (int k = 0; k < 3; k++) {
          out[m][3 * i + k] = (float) d[k];
        }
      }
    }
    return out;
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
