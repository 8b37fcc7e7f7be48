package org.wingloss.data.scheme;

import java.util.List;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.geometry.Landmarks;

/**
 * The mean of many shapes, centred, with root-mean-square radius 1 and upright as the faces are on
 * average: every shape is aligned to the mean by the similarity that fits its present landmarks
 * best, a few times over. Landmarks that are missing in a shape do not count for it.
 */
final class MeanShape {
  private static final int ROUNDS = 4;

  private final double[] x;
  private final double[] y;

  private MeanShape(double[] x, double[] y) {
    this.x = x;
    this.y = y;
  }

  static MeanShape of(List<Landmarks> shapes) {
    int count = shapes.get(0).count();
    double[] x = new double[count];
    double[] y = new double[count];
    for (int round = 0; round <= ROUNDS; round++) {
      double[] sumX = new double[count];
      double[] sumY = new double[count];
      int[] seen = new int[count];
      for (Landmarks shape : shapes) {
        if (round == 0) {
          addCentred(shape, sumX, sumY, seen);
        } else {
          addAligned(shape, x, y, sumX, sumY, seen);
        }
      }
      for (int i = 0; i < count; i++) {
        if (seen[i] == 0) {
          throw new InvalidDataException(
              "landmark %d is missing in all %d shapes, so its mean is unknown"
                  .formatted(i, shapes.size()));
        }
        x[i] = sumX[i] / seen[i];
        y[i] = sumY[i] / seen[i];
      }
      normalise(x, y);
    }
    return new MeanShape(x, y);
  }

  double[] x() {
    return x.clone();
  }

  double[] y() {
    return y.clone();
  }

  private static void addCentred(Landmarks shape, double[] sumX, double[] sumY, int[] seen) {
    double[] x = new double[shape.count()];
    double[] y = new double[shape.count()];
    int present = 0;
    for (int i = 0; i < shape.count(); i++) {
      if (shape.isPresent(i)) {
        x[present] = shape.x(i);
        y[present++] = shape.y(i);
      }
    }
    if (present < 2) {
      return;
    }
    x = java.util.Arrays.copyOf(x, present);
    y = java.util.Arrays.copyOf(y, present);
    if (normalise(x, y)) {
      for (int i = 0, k = 0; i < shape.count(); i++) {
        if (shape.isPresent(i)) {
          sumX[i] += x[k];
          sumY[i] += y[k++];
          seen[i]++;
        }
      }
    }
  }

  private static void addAligned(
      Landmarks shape, double[] meanX, double[] meanY, double[] sumX, double[] sumY, int[] seen) {
    int count = shape.count();
    double[] x = new double[count];
    double[] y = new double[count];
    boolean[] use = new boolean[count];
    for (int i = 0; i < count; i++) {
      use[i] = shape.isPresent(i);
      x[i] = use[i] ? shape.x(i) : 0;
      y[i] = use[i] ? shape.y(i) : 0;
    }
    if (align(x, y, meanX, meanY, use)) {
      for (int i = 0; i < count; i++) {
        if (use[i]) {
          sumX[i] += x[i];
          sumY[i] += y[i];
          seen[i]++;
        }
      }
    }
  }

  /** Centres and scales in place; false when all points coincide. */
  private static boolean normalise(double[] x, double[] y) {
    int count = x.length;
    double cx = java.util.Arrays.stream(x).average().orElse(0);
    double cy = java.util.Arrays.stream(y).average().orElse(0);
    double square = 0;
    for (int i = 0; i < count; i++) {
      x[i] -= cx;
      y[i] -= cy;
      square += x[i] * x[i] + y[i] * y[i];
    }
    double radius = Math.sqrt(square / count);
    if (!(radius > 0)) {
      return false;
    }
    for (int i = 0; i < count; i++) {
      x[i] /= radius;
      y[i] /= radius;
    }
    return true;
  }

  /**
   * Moves points in place by the rotation, scale and translation that bring the used ones nearest
   * to the target in the least-squares sense; false when fewer than two differ.
   */
  static boolean align(double[] x, double[] y, double[] targetX, double[] targetY, boolean[] use) {
    double n = 0;
    double cx = 0;
    double cy = 0;
    double tx = 0;
    double ty = 0;
    for (int i = 0; i < x.length; i++) {
      if (use[i]) {
        n++;
        cx += x[i];
        cy += y[i];
        tx += targetX[i];
        ty += targetY[i];
      }
    }
    cx /= n;
    cy /= n;
    tx /= n;
    ty /= n;
    double real = 0;
    double imaginary = 0;
    double square = 0;
    for (int i = 0; i < x.length; i++) {
      if (use[i]) {
        double u = x[i] - cx;
        double v = y[i] - cy;
        real += u * (targetX[i] - tx) + v * (targetY[i] - ty);
        imaginary += u * (targetY[i] - ty) - v * (targetX[i] - tx);
        square += u * u + v * v;
      }
    }
    if (!(square > 0)) {
      return false;
    }
    double a = real / square;
    double b = imaginary / square;
    for (int i = 0; i < x.length; i++) {
      double u = x[i] - cx;
      double v = y[i] - cy;
      x[i] = a * u - b * v + tx;
      y[i] = b * u + a * v + ty;
    }
    return true;
  }
}
