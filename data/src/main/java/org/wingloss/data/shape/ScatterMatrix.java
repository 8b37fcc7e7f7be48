package org.wingloss.data.shape;

/**
 * Sums and sums of products of many vectors, which follow when single coordinates of a vector
 * change: with few of them changing, that is far cheaper than to add up all products again.
 */
final class ScatterMatrix {
  private final int count;
  private final int width;
  private final double[] sum;

  /** A matrix H; the sums of products are H + Hᵀ, so that a change is written to one side only. */
  private final double[] half;

  /**
   * The sums over the rows of a matrix.
   *
   * @param rows vectors, one after another, near 0 as a whole lest digits be lost
   * @param width their length
   */
  ScatterMatrix(double[] rows, int width) {
    this.width = width;
    count = rows.length / width;
    sum = new double[width];
    for (int n = 0; n < count; n++) {
      for (int i = 0; i < width; i++) {
        sum[i] += rows[n * width + i];
      }
    }
    half = LinearAlgebra.halfGram(rows, width);
  }

  /**
   * Notes that one coordinate of a vector changes.
   *
   * @param i which
   * @param change its new value less its old one
   * @param twice the old vector plus the new one, all changes done
   */
  void change(int i, double change, double[] twice) {
    sum[i] += change;
    // x′x′ᵀ − xxᵀ = ½ [(x′ − x)(x′ + x)ᵀ + (x′ + x)(x′ − x)ᵀ]
    double weight = 0.5 * change;
    int row = i * width;
    for (int k = 0; k < width; k++) {
      half[row + k] += weight * twice[k];
    }
  }

  /** The mean vector. */
  double[] mean() {
    double[] mean = sum.clone();
    for (int i = 0; i < width; i++) {
      mean[i] /= count;
    }
    return mean;
  }

  /** The covariance matrix with the divisor N − 1, row by row. */
  double[] covariance() {
    double[] mean = mean();
    double[] out = new double[width * width];
    for (int i = 0; i < width; i++) {
      for (int k = 0; k <= i; k++) {
        double products = half[i * width + k] + half[k * width + i];
        double value = (products - count * mean[i] * mean[k]) / (count - 1);
        out[i * width + k] = value;
        out[k * width + i] = value;
      }
    }
    return out;
  }
}
