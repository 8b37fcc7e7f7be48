package org.wingloss.data.augmentation;

import java.util.random.RandomGenerator;

/**
 * Makes a crop as coarse as that of a small, distant face: shrinks it by area averaging to a side
 * drawn evenly from [least · S, S] and enlarges it again by linear interpolation. Not in the
 * paper's recipe.
 *
 * @param least smallest side as a share of S, 0.05 to 1
 * @param probability of doing so, 0 to 1
 */
public record LowResolution(double least, double probability) implements Augmentation {
  /** Checks the ranges. */
  public LowResolution {
    ParameterRange.within("least", least, 0.05, 1);
    ParameterRange.probability(probability);
  }

  @Override
  public void apply(float[] pixels, int size, RandomGenerator random, float[] scratch) {
    if (random.nextDouble() >= probability) {
      return;
    }
    double share = least + (1 - least) * random.nextDouble();
    int side = Math.max(2, (int) Math.round(share * size));
    float[] weights = coarsening(size, side);
    // The same small matrix acts on every row and then on every column.
    for (int y = 0; y < size; y++) {
      for (int x = 0; x < size; x++) {
        combine(pixels, 3 * y * size, 3, weights, x, side, scratch, 3 * (y * size + x));
      }
    }
    for (int y = 0; y < size; y++) {
      for (int x = 0; x < size; x++) {
        combine(scratch, 3 * x, 3 * size, weights, y, side, pixels, 3 * (y * size + x));
      }
    }
  }

  private static void combine(
      float[] from, int offset, int step, float[] weights, int row, int side, float[] to, int at) {
    int n = (int) Math.round(Math.sqrt(weights.length));
    // The weights beside the diagonal that are not zero reach over two coarse pixels.
    int reach = 1 + (int) Math.ceil(1.5 * n / side);
    int first = Math.max(0, row - reach);
    int last = Math.min(n, row + reach + 1);
    float red = 0;
    float green = 0;
    float blue = 0;
    for (int i = first; i < last; i++) {
      float weight = weights[row * n + i];
      int f = offset + i * step;
      red += weight * from[f];
      green += weight * from[f + 1];
      blue += weight * from[f + 2];
    }
    to[at] = red;
    to[at + 1] = green;
    to[at + 2] = blue;
  }

  /** The n × n matrix that averages n pixels into {@code side} and interpolates n from these. */
  static float[] coarsening(int n, int side) {
    double ratio = n / (double) side;
    float[] matrix = new float[n * n];
    for (int row = 0; row < n; row++) {
      double at = Math.max(0, Math.min(side - 1.0, (row + 0.5) / ratio - 0.5));
      int low = Math.min((int) at, side - 2);
      for (int i = 0; i < n; i++) {
        double below = overlap(low * ratio, (low + 1) * ratio, i) / ratio;
        double above = overlap((low + 1) * ratio, (low + 2) * ratio, i) / ratio;
        matrix[row * n + i] = (float) (below * (1 - (at - low)) + above * (at - low));
      }
    }
    return matrix;
  }

  /** The length that [from, to] and pixel i, [i, i + 1], share. */
  private static double overlap(double from, double to, int i) {
    return Math.max(0, Math.min(to, i + 1.0) - Math.max(from, i));
  }
}
