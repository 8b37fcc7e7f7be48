package org.wingloss.data.augmentation;

import java.util.random.RandomGenerator;
import org.wingloss.data.geometry.AffineMap;

/**
 * Flips left to right (paper: 50 %, A). Whoever applies the map gives the flipped landmarks their
 * names back by the scheme's flip map.
 *
 * <p>Annotations that all lie a little to the right say something else of a flipped picture than of
 * the picture: a network that learns from both learns the mean, and errs by the offset on every
 * face. With {@code offset} the landmarks of a flipped picture are those that the same annotator
 * would have given it. In the copy of 300-W at hand they lie 0.85 pixels to the right, 0.4 % of the
 * side of our crops (results/README.md). A training without flips says so by {@code probability=0}:
 * the model's file needs to know the offset, for flipped views of test-time augmentation.
 *
 * @param probability of a flip, 0 to 1
 * @param offset how far annotations lie to the right of where their mirror images have them, as a
 *     share of the crop's side, −0.1 to 0.1; 0 for annotations that prefer no side
 */
public record Flip(double probability, double offset) implements Augmentation {
  /** A tenth of the crop is no offset of annotations any more. */
  public static final double LARGEST_OFFSET = 0.1;

  /** Checks the ranges. */
  public Flip {
    ParameterRange.probability(probability);
    ParameterRange.within("offset", offset, -LARGEST_OFFSET, LARGEST_OFFSET);
  }

  @Override
  public boolean moves() {
    return true;
  }

  @Override
  public AffineMap map(int size, RandomGenerator random) {
    return random.nextDouble() < probability ? AffineMap.flip(size) : AffineMap.IDENTITY;
  }
}
