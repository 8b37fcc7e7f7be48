package org.wingloss.data.synthetic.head;

/**
 * A smooth surface through scattered points: the thin-plate spline {@code f(u,v) = a + b·u + c·v +
 * Σ w_i·r_i²·ln r_i} (Duchon 1977), several values at a time.
 */
public final class ThinPlateSpline {
  private final double[] u;
  private final double[] v;
  private final double[][] weights;

  /**
   * Fits the spline.
   *
   * @param u abscissae of the n points
   * @param v ordinates
   * @param values n rows of values to meet
   * @param smoothing 0 for a surface through the points, more for a stiffer one
   */
  public ThinPlateSpline(double[] u, double[] v, double[][] values, double smoothing) {
    this.u = u.clone();
    this.v = v.clone();
    int n = u.length;
    int columns = values[0].length;
    double[][] system = new double[n + 3][n + 3 + columns];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        system[i][j] = i == j ? smoothing : kernel(u[i] - u[j], v[i] - v[j]);
      }
      double[] affine = {1, u[i], v[i]};
      for (int k = 0; k < 3; k++) {
        system[i][n + k] = affine[k];
        system[n + k][i] = affine[k];
      }
      System.arraycopy(values[i], 0, system[i], n + 3, columns);
    }
    weights = LinearSystem.solve(system, columns);
  }

  /** The surface's values at (u, v). */
  public double[] at(double atU, double atV) {
    int n = u.length;
    int columns = weights[0].length;
    double[] out = new double[columns];
    for (int i = 0; i < n; i++) {
      double k = kernel(atU - u[i], atV - v[i]);
      for (int c = 0; c < columns; c++) {
        out[c] += k * weights[i][c];
      }
    }
    for (int c = 0; c < columns; c++) {
      out[c] += weights[n][c] + weights[n + 1][c] * atU + weights[n + 2][c] * atV;
    }
    return out;
  }

  private static double kernel(double du, double dv) {
    double squared = du * du + dv * dv;
    return squared == 0 ? 0 : 0.5 * squared * StrictMath.log(squared);
  }
}
