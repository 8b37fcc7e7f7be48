package org.wingloss.data.augmentation;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Blurs along a straight line: the mean along a length drawn evenly from [1, length] pixels in a
 * direction drawn evenly, centred so that landmarks stay. Not in the paper's recipe.
 *
 * @param length the longest smear in network pixels, 1 to 64
 * @param probability of smearing, 0 to 1
 */
public record MotionBlur(double length, double probability) implements Augmentation {
  /** Checks the ranges. */
  public MotionBlur {
    ParameterRange.within("length", length, 1, 64);
    ParameterRange.probability(probability);
  }

  @Override
  public void apply(float[] pixels, int size, RandomGenerator random, float[] scratch) {
    if (random.nextDouble() >= probability) {
      return;
    }
    double smear = 1 + (length - 1) * random.nextDouble();
    double direction = Math.PI * random.nextDouble();
    int taps = 2 * (int) Math.ceil(smear) + 1;
    int n = 3 * size * size;
    System.arraycopy(pixels, 0, scratch, 0, n);
    Arrays.fill(pixels, 0, n, 0f);
    for (int tap = 0; tap < taps; tap++) {
      double along = smear * ((tap + 0.5) / taps - 0.5);
      addShifted(
          scratch,
          size,
          along * Math.cos(direction),
          along * Math.sin(direction),
          1f / taps,
          pixels);
    }
  }

  /** Adds the picture moved by (dx, dy), bilinear, borders repeated. */
  private static void addShifted(
      float[] from, int size, double dx, double dy, float weight, float[] to) {
    int left = (int) Math.floor(dx);
    int up = (int) Math.floor(dy);
    float fx = (float) (dx - left);
    float fy = (float) (dy - up);
    float w00 = weight * (1 - fx) * (1 - fy);
    float w01 = weight * fx * (1 - fy);
    float w10 = weight * (1 - fx) * fy;
    float w11 = weight * fx * fy;
    for (int y = 0; y < size; y++) {
      int row0 = 3 * size * clamp(y + up, size);
      int row1 = 3 * size * clamp(y + up + 1, size);
      for (int x = 0; x < size; x++) {
        int x0 = 3 * clamp(x + left, size);
        int x1 = 3 * clamp(x + left + 1, size);
        int at = 3 * (y * size + x);
        for (int c = 0; c < 3; c++) {
          to[at + c] +=
              w00 * from[row0 + x0 + c]
                  + w01 * from[row0 + x1 + c]
                  + w10 * from[row1 + x0 + c]
                  + w11 * from[row1 + x1 + c];
        }
      }
    }
  }

  private static int clamp(int i, int size) {
    return Math.max(0, Math.min(size - 1, i));
  }
}
