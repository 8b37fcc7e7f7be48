package org.wingloss.data.augmentation;

import java.util.random.RandomGenerator;

/**
 * Random erasing (Zhong et al. 2020): covers parts of the face with one to {@code count} rectangles
 * of one colour each, whose sides are drawn evenly up to {@code share} of S. Not in the paper's
 * recipe. A covered landmark stays a target.
 *
 * @param count the most rectangles, 1 to 20
 * @param share the longest side as a share of S, above 0 to 1
 * @param probability of covering anything, 0 to 1
 */
public record RandomErasing(int count, double share, double probability) implements Augmentation {
  /** Checks the ranges. */
  public RandomErasing {
    ParameterRange.within("count", count, 1, 20);
    ParameterRange.within("share", share, 0.01, 1);
    ParameterRange.probability(probability);
  }

  @Override
  public void apply(float[] pixels, int size, RandomGenerator random, float[] scratch) {
    if (random.nextDouble() >= probability) {
      return;
    }
    int rectangles = 1 + random.nextInt(count);
    for (int i = 0; i < rectangles; i++) {
      int longest = (int) Math.max(1, Math.round(share * size));
      int width = 1 + random.nextInt(longest);
      int height = 1 + random.nextInt(longest);
      int left = random.nextInt(size) - width / 2;
      int top = random.nextInt(size) - height / 2;
      float red = random.nextFloat();
      float green = random.nextFloat();
      float blue = random.nextFloat();
      for (int y = Math.max(0, top); y < Math.min(size, top + height); y++) {
        for (int x = Math.max(0, left); x < Math.min(size, left + width); x++) {
          int at = 3 * (y * size + x);
          pixels[at] = red;
          pixels[at + 1] = green;
          pixels[at + 2] = blue;
        }
      }
    }
  }
}
