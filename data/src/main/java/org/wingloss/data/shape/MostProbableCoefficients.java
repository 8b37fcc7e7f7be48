package org.wingloss.data.shape;

import java.util.stream.IntStream;
import org.wingloss.data.face.Landmarks;

/**
 * The most probable coefficients b of shapes with missing landmarks: the minimum of |P b − d|²/σ² +
 * Σ b²/λ over the coordinates that are present, where P holds the first modes, d the deviation, λ
 * their variances and σ² the mean variance of the modes left out.
 */
final class MostProbableCoefficients {
  private final int count;
  private final double[] mean;
  private final double[][] modes;

  /** The same numbers, all modes' share in a coordinate beside each other. */
  private final double[] byCoordinate;

  /** σ²/λ of every mode. */
  private final double[] doubt;

  MostProbableCoefficients(ShapeModel model, int count) {
    this.count = count;
    mean = model.mean().vector();
    modes = new double[count][];
    byCoordinate = new double[mean.length * count];
    doubt = new double[count];
    double noise = 0;
    for (int m = count; m < model.modes(); m++) {
      noise += model.variance(m) / (model.modes() - count);
    }
    double floor = 1e-12 * model.variance(0) + Double.MIN_NORMAL;
    for (int m = 0; m < count; m++) {
      modes[m] = model.mode(m);
      doubt[m] = Math.max(noise, floor) / Math.max(model.variance(m), floor);
      for (int i = 0; i < mean.length; i++) {
        byCoordinate[i * count + m] = modes[m][i];
      }
    }
  }

  /** How many modes there are coefficients of. */
  int count() {
    return count;
  }

  /** The coefficients of the first modes. */
  double[] coefficients(Landmarks shape) {
    double[] deviation = shape.vector();
    int[] missing =
        IntStream.range(0, mean.length).filter(i -> Double.isNaN(deviation[i])).toArray();
    for (int i = 0; i < mean.length; i++) {
      deviation[i] -= mean[i];
    }
    for (int i : missing) {
      deviation[i] = 0;
    }
    return coefficients(deviation, missing);
  }

  /**
   * The coefficients of the first modes.
   *
   * @param deviation from the mean, 0 where missing
   * @param missing the coordinates that are
   */
  double[] coefficients(double[] deviation, int[] missing) {
    double[] b = new double[count];
    double[][] system = new double[count][count];
    for (int m = 0; m < count; m++) {
      double[] mode = modes[m];
      double sum = 0;
      for (int i = 0; i < mode.length; i++) {
        sum += mode[i] * deviation[i];
      }
      b[m] = sum;
      system[m][m] = 1 + doubt[m];
    }
    // The modes are orthonormal: what a coordinate would have added is taken away.
    for (int i : missing) {
      int at = i * count;
      for (int m = 0; m < count; m++) {
        double share = byCoordinate[at + m];
        double[] row = system[m];
        for (int k = 0; k <= m; k++) {
          row[k] -= share * byCoordinate[at + k];
        }
      }
    }
    solve(system, b);
    return b;
  }

  /** What the coefficients add to the mean of a coordinate. */
  double deviation(double[] coefficients, int i) {
    double sum = 0;
    for (int m = 0; m < count; m++) {
      sum += coefficients[m] * byCoordinate[i * count + m];
    }
    return sum;
  }

  /**
   * Solves A b = r in place, of which A's lower triangle is given and destroyed: A = L D Lᵀ,
   * symmetric and positive definite.
   */
  private static void solve(double[][] a, double[] b) {
    int n = b.length;
    for (int row = 0; row < n; row++) {
      for (int k = 0; k < row; k++) {
        double product = a[row][k];
        double factor = product / a[k][k];
        a[row][k] = factor;
        b[row] -= factor * b[k];
        for (int next = k + 1; next < row; next++) {
          a[row][next] -= product * a[next][k];
        }
        a[row][row] -= product * factor;
      }
    }
    for (int row = n - 1; row >= 0; row--) {
      b[row] /= a[row][row];
      for (int k = row + 1; k < n; k++) {
        b[row] -= a[k][row] * b[k];
      }
    }
  }
}
