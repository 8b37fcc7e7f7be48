package org.wingloss.data.augmentation;

import java.util.random.RandomGenerator;
import org.wingloss.data.geometry.AffineMap;

/**
 * Mirrors left to right (paper: 50 %, A). Whoever applies the map gives the mirrored landmarks
 * their names back by the scheme's flip map.
 *
 * @param probability of mirroring, 0 to 1
 */
public record Flip(double probability) implements GeometricAugmentation {
  /** Checks the range. */
  public Flip {
    ParameterRange.probability(probability);
  }

  @Override
  public AffineMap map(int size, RandomGenerator random) {
    return random.nextDouble() < probability ? AffineMap.mirror(size) : AffineMap.IDENTITY;
  }

  @Override
  public double context() {
    return 1;
  }
}
