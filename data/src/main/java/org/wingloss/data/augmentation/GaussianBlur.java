package org.wingloss.data.augmentation;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Gaussian blur (paper: σ = 1 with 50 %, R, U1 90 %; in which pixels is unknown, and network pixels
 * are ours: a re-implementer blurs before cropping). The kernel ends at 3σ and sums to 1; border
 * pixels repeat outside.
 *
 * @param sigma in network pixels, 0.1 to 10
 * @param probability of blurring, 0 to 1
 */
public record GaussianBlur(double sigma, double probability) implements Augmentation {
  /** Checks the ranges. */
  public GaussianBlur {
    ParameterRange.within("sigma", sigma, 0.1, 10);
    ParameterRange.probability(probability);
  }

  @Override
  public void apply(float[] pixels, int size, RandomGenerator random, float[] scratch) {
    if (random.nextDouble() < probability) {
      blur(pixels, size, kernel(sigma), scratch);
    }
  }

  static float[] kernel(double sigma) {
    int reach = (int) Math.ceil(3 * sigma);
    double[] weights = new double[2 * reach + 1];
    double sum = 0;
    for (int i = -reach; i <= reach; i++) {
      weights[reach + i] = Math.exp(-i * i / (2 * sigma * sigma));
      sum += weights[reach + i];
    }
    float[] kernel = new float[weights.length];
    for (int i = 0; i < kernel.length; i++) {
      kernel[i] = (float) (weights[i] / sum);
    }
    return kernel;
  }

  /** Rows into scratch, then columns back; the inner loops run along memory. */
  static void blur(float[] pixels, int size, float[] kernel, float[] scratch) {
    int reach = kernel.length / 2;
    int stride = 3 * size;
    float[] padded = new float[stride + 6 * reach];
    for (int y = 0; y < size; y++) {
      int row = y * stride;
      System.arraycopy(pixels, row, padded, 3 * reach, stride);
      for (int i = 0; i < 3 * reach; i++) {
        padded[i] = pixels[row + i % 3];
        padded[3 * reach + stride + i] = pixels[row + stride - 3 + i % 3];
      }
      Arrays.fill(scratch, row, row + stride, 0f);
      for (int j = 0; j < kernel.length; j++) {
        add(padded, 3 * j, kernel[j], scratch, row, stride);
      }
    }
    for (int y = 0; y < size; y++) {
      int row = y * stride;
      Arrays.fill(pixels, row, row + stride, 0f);
      for (int j = 0; j < kernel.length; j++) {
        int from = Math.max(0, Math.min(size - 1, y + j - reach));
        add(scratch, from * stride, kernel[j], pixels, row, stride);
      }
    }
  }

  private static void add(
      float[] from, int fromOffset, float weight, float[] to, int toOffset, int count) {
    for (int i = 0; i < count; i++) {
      to[toOffset + i] += weight * from[fromOffset + i];
    }
  }
}
