package org.wingloss.data.augmentation;

import java.util.random.RandomGenerator;

/**
 * Raises every value to a power drawn from [least, most], evenly in its logarithm; below 1 the crop
 * brightens. Not in the paper's recipe.
 *
 * @param least smallest power, 0.1 to 10
 * @param most largest power, at least {@code least}
 */
public record Gamma(double least, double most) implements Augmentation {
  private static final int STEPS = 1024;

  /** Checks the ranges. */
  public Gamma {
    ParameterRange.range(least, most, 0.1, 10);
  }

  @Override
  public void apply(float[] pixels, int size, RandomGenerator random, float[] scratch) {
    double power = least * Math.pow(most / least, random.nextDouble());
    // A table with linear interpolation: pow itself would cost more than all the rest of a draw.
    float[] table = new float[STEPS + 2];
    for (int i = 0; i <= STEPS; i++) {
      table[i] = (float) Math.pow(i / (double) STEPS, power);
    }
    table[STEPS + 1] = 1;
    for (int i = 0; i < 3 * size * size; i++) {
      float at = pixels[i] * STEPS;
      int step = (int) at;
      pixels[i] = table[step] + (at - step) * (table[step + 1] - table[step]);
    }
  }
}
