package org.wingloss.data.synthetic.head;

/** Small dense systems of linear equations. */
public final class LinearSystem {
  private LinearSystem() {}

  /**
   * Solves by Gauss elimination with partial pivoting.
   *
   * @param m n rows of n coefficients and then {@code columns} right-hand sides; overwritten
   * @return n rows of {@code columns} unknowns
   */
  public static double[][] solve(double[][] m, int columns) {
    int n = m.length;
    for (int p = 0; p < n; p++) {
      int best = p;
      for (int r = p + 1; r < n; r++) {
        if (Math.abs(m[r][p]) > Math.abs(m[best][p])) {
          best = r;
        }
      }
      double[] swap = m[p];
      m[p] = m[best];
      m[best] = swap;
      for (int r = p + 1; r < n; r++) {
        double factor = m[r][p] / m[p][p];
        if (factor != 0) {
          for (int c = p; c < n + columns; c++) {
            m[r][c] -= factor * m[p][c];
          }
        }
      }
    }
    double[][] x = new double[n][columns];
    for (int r = n - 1; r >= 0; r--) {
      for (int c = 0; c < columns; c++) {
        double sum = m[r][n + c];
        for (int k = r + 1; k < n; k++) {
          sum -= m[r][k] * x[k][c];
        }
        x[r][c] = sum / m[r][r];
      }
    }
    return x;
  }
}
