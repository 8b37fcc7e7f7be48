package org.wingloss.data.shape;

import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.wingloss.data.geometry.Landmarks;

/** Principal component analysis of aligned shapes in float64, by ND4J. */
final class ShapeModelFit {
  /** How many modes fill in missing landmarks. */
  static final int LEADING = 8;

  private static final int ROUNDS = 10;

  private final List<Landmarks> shapes;
  private final boolean complete;

  ShapeModelFit(List<Landmarks> shapes) {
    if (shapes.size() < 2) {
      throw new IllegalArgumentException(
          "a shape model needs at least 2 shapes but got " + shapes.size());
    }
    this.shapes = shapes;
    this.complete = shapes.stream().allMatch(Landmarks::isComplete);
  }

  ShapeModel fit() {
    Landmarks mean = MeanShape.of(shapes);
    double[] rows = new double[shapes.size() * 2 * mean.count()];
    fill(rows, mean, null);
    ShapeModel model = analyse(rows, mean);
    for (int round = 0; !complete && round < ROUNDS; round++) {
      fill(rows, mean, model);
      mean = columnMeans(rows, mean.count());
      model = analyse(rows, mean);
    }
    return model;
  }

  /** Writes the shapes row by row; missing landmarks are the model's guess, or else the mean. */
  private void fill(double[] rows, Landmarks mean, ShapeModel model) {
    int width = 2 * mean.count();
    for (int n = 0; n < shapes.size(); n++) {
      Landmarks shape = shapes.get(n);
      double[] vector = shape.vector();
      if (!shape.isComplete()) {
        double[] guess =
            model == null
                ? mean.vector()
                : model
                    .shape(mostProbable(model, shape, Math.min(LEADING, model.modes())))
                    .vector();
        for (int i = 0; i < width; i++) {
          vector[i] = Double.isNaN(vector[i]) ? guess[i] : vector[i];
        }
      }
      System.arraycopy(vector, 0, rows, n * width, width);
    }
  }

  private static Landmarks columnMeans(double[] rows, int landmarks) {
    double[] mean = new double[2 * landmarks];
    for (int i = 0; i < rows.length; i++) {
      mean[i % mean.length] += rows[i];
    }
    int count = rows.length / mean.length;
    for (int i = 0; i < mean.length; i++) {
      mean[i] /= count;
    }
    return Landmarks.of(mean);
  }

  /** The eigenvectors of the covariance of the rows. */
  private static ShapeModel analyse(double[] rows, Landmarks mean) {
    int width = 2 * mean.count();
    int count = rows.length / width;
    INDArray deviations =
        Nd4j.createFromArray(rows)
            .reshape('c', count, width)
            .subRowVector(Nd4j.createFromArray(mean.vector()));
    INDArray covariance = deviations.transpose().mmul(deviations).divi(count - 1).dup('f');
    INDArray eigenvalues = Nd4j.create(DataType.DOUBLE, width);
    Nd4j.getBlasWrapper().lapack().syev('V', 'U', covariance, eigenvalues);
    double[] ascending = eigenvalues.toDoubleVector();
    double[][] columns = covariance.transpose().toDoubleMatrix();
    double total = 0;
    for (double value : ascending) {
      total += Math.max(0, value);
    }
    int modes = Math.min(width, count - 1);
    double[][] vectors = new double[modes][];
    double[] variances = new double[modes];
    for (int m = 0; m < modes; m++) {
      variances[m] = Math.max(0, ascending[width - 1 - m]);
      vectors[m] = largestPositive(columns[width - 1 - m]);
    }
    return new ShapeModel(mean, vectors, variances, total);
  }

  private static double[] largestPositive(double[] vector) {
    double largest = 0;
    for (double value : vector) {
      largest = Math.abs(value) > Math.abs(largest) ? value : largest;
    }
    for (int i = 0; largest < 0 && i < vector.length; i++) {
      vector[i] = -vector[i];
    }
    return vector;
  }

  /**
   * Minimises |P b − d|²/σ² + Σ b²/λ over the coordinates that are present, where P holds the first
   * modes, d the deviation, λ their variances and σ² the mean variance of the modes left out.
   */
  static double[] mostProbable(ShapeModel model, Landmarks shape, int count) {
    double[] vector = shape.vector();
    double[] mean = model.mean().vector();
    double noise = 0;
    for (int m = count; m < model.modes(); m++) {
      noise += model.variance(m) / (model.modes() - count);
    }
    double floor = 1e-12 * model.variance(0) + Double.MIN_NORMAL;
    double[][] modes = new double[count][];
    double[][] system = new double[count][count + 1];
    for (int m = 0; m < count; m++) {
      modes[m] = model.mode(m);
      system[m][m] = Math.max(noise, floor) / Math.max(model.variance(m), floor);
    }
    for (int i = 0; i < vector.length; i++) {
      if (!Double.isNaN(vector[i])) {
        for (int m = 0; m < count; m++) {
          for (int k = 0; k < count; k++) {
            system[m][k] += modes[m][i] * modes[k][i];
          }
          system[m][count] += modes[m][i] * (vector[i] - mean[i]);
        }
      }
    }
    return solve(system);
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
