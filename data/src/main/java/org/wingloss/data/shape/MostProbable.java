package org.wingloss.data.shape;

import org.wingloss.data.geometry.Landmarks;

/**
 * The most probable coefficients b of shapes with missing landmarks: the minimum of |P b − d|²/σ² +
 * Σ b²/λ over the coordinates that are present, where P holds the first modes, d the deviation, λ
 * their variances and σ² the mean variance of the modes left out.
 */
final class MostProbable {
  private final double[] mean;
  private final double[][] modes;

  /** σ²/λ of every mode. */
  private final double[] doubt;

  MostProbable(ShapeModel model, int count) {
    mean = model.mean().vector();
    modes = new double[count][];
    doubt = new double[count];
    double noise = 0;
    for (int m = count; m < model.modes(); m++) {
      noise += model.variance(m) / (model.modes() - count);
    }
    double floor = 1e-12 * model.variance(0) + Double.MIN_NORMAL;
    for (int m = 0; m < count; m++) {
      modes[m] = model.mode(m);
      doubt[m] = Math.max(noise, floor) / Math.max(model.variance(m), floor);
    }
  }

  /** The coefficients of the first modes. */
  double[] coefficients(Landmarks shape) {
    double[] vector = shape.vector();
    int count = modes.length;
    double[] deviation = new double[vector.length];
    for (int i = 0; i < vector.length; i++) {
      deviation[i] = Double.isNaN(vector[i]) ? 0 : vector[i] - mean[i];
    }
    double[][] system = new double[count][count + 1];
    for (int m = 0; m < count; m++) {
      double sum = 0;
      for (int i = 0; i < deviation.length; i++) {
        sum += modes[m][i] * deviation[i];
      }
      system[m][count] = sum;
      system[m][m] = 1 + doubt[m];
    }
    // The modes are orthonormal: what a coordinate would have added is taken away.
    for (int i = 0; i < vector.length; i++) {
      if (Double.isNaN(vector[i])) {
        for (int m = 0; m < count; m++) {
          for (int k = 0; k < count; k++) {
            system[m][k] -= modes[m][i] * modes[k][i];
          }
        }
      }
    }
    return solve(system);
  }

  /** The shape with its missing coordinates as the model expects them. */
  double[] completed(Landmarks shape) {
    double[] vector = shape.vector();
    double[] b = coefficients(shape);
    for (int i = 0; i < vector.length; i++) {
      if (Double.isNaN(vector[i])) {
        vector[i] = mean[i];
        for (int m = 0; m < b.length; m++) {
          vector[i] += b[m] * modes[m][i];
        }
      }
    }
    return vector;
  }

  /** Gauss–Jordan elimination; the matrix is symmetric and positive definite. */
  private static double[] solve(double[][] system) {
    int n = system.length;
    for (int p = 0; p < n; p++) {
      for (int row = 0; row < n; row++) {
        if (row != p) {
          double factor = system[row][p] / system[p][p];
          for (int k = p; k <= n; k++) {
            system[row][k] -= factor * system[p][k];
          }
        }
      }
    }
    double[] solution = new double[n];
    for (int row = 0; row < n; row++) {
      solution[row] = system[row][n] / system[row][row];
    }
    return solution;
  }
}
