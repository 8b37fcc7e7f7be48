package org.wingloss.data.augmentation;

import java.util.random.RandomGenerator;
import org.wingloss.data.geometry.AffineMap;

/**
 * Flips left to right (paper: 50 %, A). Whoever applies the map gives the flipped landmarks their
 * names back by the scheme's flip map.
 *
 * @param probability of a flip, 0 to 1
 */
public record Flip(double probability) implements Augmentation {
  /** Checks the range. */
  public Flip {
    ParameterRange.probability(probability);
  }

  @Override
  public AffineMap map(int size, RandomGenerator random) {
    return random.nextDouble() < probability ? AffineMap.flip(size) : AffineMap.IDENTITY;
  }
}
