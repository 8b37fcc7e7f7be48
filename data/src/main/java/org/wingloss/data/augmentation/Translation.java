package org.wingloss.data.augmentation;

import java.util.random.RandomGenerator;
import org.wingloss.data.geometry.AffineMap;

/**
 * Moves by an amount drawn evenly within ±share of the input's side, in x and in y. Not in the
 * paper's recipe.
 *
 * @param share of the side, 0 to 0.5
 */
public record Translation(double share) implements Augmentation {
  /** Checks the range. */
  public Translation {
    ParameterRange.within("share", share, 0, 0.5);
  }

  @Override
  public boolean moves() {
    return true;
  }

  @Override
  public AffineMap map(int size, RandomGenerator random) {
    double reach = share * size;
    double dx = reach * (2 * random.nextDouble() - 1);
    double dy = reach * (2 * random.nextDouble() - 1);
    return AffineMap.translation(dx, dy);
  }

  @Override
  public double context() {
    return 1 + 2 * share;
  }
}
