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
    double[] centre = mean.vector();
    MostProbable guess =
        complete || model == null
            ? null
            : new MostProbable(model, Math.min(LEADING, model.modes()));
    for (int n = 0; n < shapes.size(); n++) {
      Landmarks shape = shapes.get(n);
      double[] vector =
          shape.isComplete() || guess == null ? shape.vector() : guess.completed(shape);
      for (int i = 0; i < centre.length; i++) {
        rows[n * centre.length + i] = Double.isNaN(vector[i]) ? centre[i] : vector[i];
      }
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
}
