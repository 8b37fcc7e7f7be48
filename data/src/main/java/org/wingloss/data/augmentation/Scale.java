package org.wingloss.data.augmentation;

import java.util.random.RandomGenerator;
import org.wingloss.data.geometry.AffineMap;

/**
 * Magnifies about the crop's centre by a factor drawn from [least, most], evenly in its logarithm.
 * Not in the paper's recipe.
 *
 * @param least smallest factor, 0.2 to 5; below 1 the face shrinks and more background is seen
 * @param most largest factor, at least {@code least}
 */
public record Scale(double least, double most) implements Augmentation {
  /** Checks the ranges. */
  public Scale {
    ParameterRange.range(least, most, 0.2, 5);
  }

  @Override
  public boolean moves() {
    return true;
  }

  @Override
  public AffineMap map(int size, RandomGenerator random) {
    double factor = least * Math.pow(most / least, random.nextDouble());
    double centre = (size - 1) / 2.0;
    double shift = centre - factor * centre;
    return new AffineMap(factor, 0, shift, 0, factor, shift);
  }

  @Override
  public double context() {
    return Math.max(1, 1 / least);
  }
}
