package org.wingloss.data.shape;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.stream.IntStream;
import org.wingloss.data.OptionalLibrary;
import org.wingloss.data.Waiting;
import org.wingloss.data.face.Landmarks;

/**
 * Principal component analysis (PCA) of aligned shapes in float64, by ND4J.
 *
 * <p>It is computed in a thread of its own: when ND4J starts it sets the number of OpenMP threads
 * of whoever calls it, and an engine that trains there afterwards would compute on more than it was
 * told.
 */
final class PrincipalComponents {
  private static final int ROUNDS = 10;

  private final int count;
  private final int width;

  /** The mean of the landmarks that are there; everything is computed relative to it. */
  private final double[] origin;

  /** The shapes less the origin, row by row; missing coordinates hold a guess. */
  private final double[] rows;

  /** Which coordinates of a shape are missing. */
  private final int[][] missing;

  PrincipalComponents(List<Landmarks> shapes) {
    if (shapes.size() < 2) {
      throw new IllegalArgumentException(
          "a shape model needs at least 2 shapes but got " + shapes.size());
    }
    count = shapes.size();
    origin = MeanShape.of(shapes).vector();
    width = origin.length;
    rows = new double[count * width];
    missing = new int[count][];
    int[] none = {};
    for (int n = 0; n < count; n++) {
      double[] vector = shapes.get(n).vector();
      missing[n] =
          shapes.get(n).isComplete()
              ? none
              : IntStream.range(0, width).filter(i -> Double.isNaN(vector[i])).toArray();
      for (int i = 0; i < width; i++) {
        rows[n * width + i] = vector[i] - origin[i];
      }
      for (int i : missing[n]) {
        rows[n * width + i] = 0;
      }
    }
  }

  /**
   * Fits the model.
   *
   * @throws IllegalStateException if ND4J or its native libraries are not on the class path
   */
  ShapeModel fit() {
    OptionalLibrary.ND4J.require();
    return inOwnThread(this::compute);
  }

  /** Other errors than those of a missing library, such as too little memory, are not wrapped. */
  static <T> T inOwnThread(Callable<T> computation) {
    FutureTask<T> work = new FutureTask<>(computation);
    Thread thread = new Thread(work, "shape-model");
    thread.setDaemon(true);
    thread.start();
    try {
      return Waiting.result(work);
    } catch (LinkageError e) {
      throw OptionalLibrary.ND4J.missing(e);
    } catch (RuntimeException e) {
      throw new IllegalStateException("the shape model cannot be computed: " + e.getMessage(), e);
    }
  }

  private ShapeModel compute() {
    ScatterMatrix scatter = new ScatterMatrix(rows, width);
    ShapeModel model = analyse(scatter);
    boolean complete = IntStream.range(0, count).allMatch(n -> missing[n].length == 0);
    for (int round = 0; !complete && round < ROUNDS; round++) {
      fill(scatter, model);
      model = analyse(scatter);
    }
    return model;
  }

  /** Replaces every guess by what the model expects. */
  private void fill(ScatterMatrix scatter, ShapeModel model) {
    double[] mean = scatter.mean();
    double[] deviation = new double[width];
    double[] twice = new double[width];
    for (int n = 0; n < count; n++) {
      if (missing[n].length == 0) {
        continue;
      }
      int row = n * width;
      for (int i = 0; i < width; i++) {
        deviation[i] = rows[row + i] - mean[i];
        twice[i] = 2 * rows[row + i];
      }
      for (int i : missing[n]) {
        deviation[i] = 0;
      }
      double[] b = model.leading().coefficients(deviation, missing[n]);
      for (int i : missing[n]) {
        // The change, for the moment.
        deviation[i] = mean[i] + model.leading().deviation(b, i) - rows[row + i];
        twice[i] += deviation[i];
        rows[row + i] += deviation[i];
      }
      for (int i : missing[n]) {
        scatter.change(i, deviation[i], twice);
      }
    }
  }

  /** The eigenvectors of the covariance. */
  private ShapeModel analyse(ScatterMatrix scatter) {
    double[] mean = scatter.mean();
    for (int i = 0; i < width; i++) {
      mean[i] += origin[i];
    }
    double[] columns = scatter.covariance();
    double[] ascending = LinearAlgebra.eigen(columns, width);
    double total = 0;
    for (double value : ascending) {
      total += Math.max(0, value);
    }
    int modes = Math.min(width, count - 1);
    double[][] vectors = new double[modes][];
    double[] variances = new double[modes];
    for (int m = 0; m < modes; m++) {
      variances[m] = Math.max(0, ascending[width - 1 - m]);
      int column = (width - 1 - m) * width;
      vectors[m] = largestPositive(Arrays.copyOfRange(columns, column, column + width));
    }
    return new ShapeModel(Landmarks.of(mean), vectors, variances, total);
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
