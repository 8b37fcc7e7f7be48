package org.wingloss.data.augmentation;

import java.util.random.RandomGenerator;

/**
 * Changes brightness, contrast, saturation and the colour of the light, each by an amount drawn
 * evenly from ± its parameter. Not in the paper's recipe.
 *
 * @param brightness added to every value, 0 to 1
 * @param contrast relative change of the distance to the crop's mean luma, 0 to 1
 * @param saturation relative change of the distance to the pixel's luma, 0 to 1
 * @param tint relative change of each of the three channels, 0 to 1
 */
public record ColourJitter(double brightness, double contrast, double saturation, double tint)
    implements Augmentation {
  /** Checks the ranges. */
  public ColourJitter {
    ParameterRange.within("brightness", brightness, 0, 1);
    ParameterRange.within("contrast", contrast, 0, 1);
    ParameterRange.within("saturation", saturation, 0, 1);
    ParameterRange.within("tint", tint, 0, 1);
  }

  @Override
  public void apply(float[] pixels, int size, RandomGenerator random, float[] scratch) {
    float add = evenly(brightness, random);
    float spread = 1 + evenly(contrast, random);
    float vivid = 1 + evenly(saturation, random);
    float red = 1 + evenly(tint, random);
    float green = 1 + evenly(tint, random);
    float blue = 1 + evenly(tint, random);
    double sum = 0;
    for (int i = 0; i < 3 * size * size; i += 3) {
      sum += Greyscale.luma(pixels, i);
    }
    float mean = (float) (sum / (size * size));
    for (int i = 0; i < 3 * size * size; i += 3) {
      float luma = Greyscale.luma(pixels, i);
      pixels[i] = changed(pixels[i], red, luma, vivid, mean, spread, add);
      pixels[i + 1] = changed(pixels[i + 1], green, luma, vivid, mean, spread, add);
      pixels[i + 2] = changed(pixels[i + 2], blue, luma, vivid, mean, spread, add);
    }
  }

  private static float changed(
      float value, float tint, float luma, float vivid, float mean, float spread, float add) {
    float coloured = (luma + (value - luma) * vivid) * tint;
    float out = mean + (coloured - mean) * spread + add;
    return Math.max(0f, Math.min(1f, out));
  }

  private static float evenly(double reach, RandomGenerator random) {
    return (float) (reach * (2 * random.nextDouble() - 1));
  }
}
