package org.wingloss.data.augmentation;

import java.util.random.RandomGenerator;

/**
 * Takes the colour away, leaving luma (ITU-R BT.601 weights). Not in the paper's recipe.
 *
 * @param probability of a grey crop, 0 to 1
 */
public record Greyscale(double probability) implements Augmentation {
  /** Checks the range. */
  public Greyscale {
    ParameterRange.probability(probability);
  }

  @Override
  public void apply(float[] pixels, int size, RandomGenerator random, float[] scratch) {
    if (random.nextDouble() >= probability) {
      return;
    }
    for (int i = 0; i < 3 * size * size; i += 3) {
      float luma = luma(pixels, i);
      pixels[i] = luma;
      pixels[i + 1] = luma;
      pixels[i + 2] = luma;
    }
  }

  static float luma(float[] pixels, int at) {
    return 0.299f * pixels[at] + 0.587f * pixels[at + 1] + 0.114f * pixels[at + 2];
  }
}
