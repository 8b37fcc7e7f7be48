package org.wingloss.data.augmentation;

import java.util.random.RandomGenerator;
import org.wingloss.data.geometry.AffineMap;
import org.wingloss.data.geometry.Box;

/**
 * Box perturbation: moves the upper-left and the lower-right corner of the crop box, each evenly
 * within ±share of its side in x and in y (paper: ±5 %, A). The jittered box is stretched to the
 * square input, so that faces also change their aspect ratio.
 *
 * @param share of the box's side, 0 to below 0.5
 */
public record BoxPerturbation(double share) implements Augmentation {
  /** Checks the range. */
  public BoxPerturbation {
    ParameterRange.within("share", share, 0, 0.49);
  }

  @Override
  public boolean moves() {
    return true;
  }

  @Override
  public AffineMap map(int size, RandomGenerator random) {
    double reach = share * size;
    Box jittered =
        new Box(
            -0.5 + reach * (2 * random.nextDouble() - 1),
            -0.5 + reach * (2 * random.nextDouble() - 1),
            size - 0.5 + reach * (2 * random.nextDouble() - 1),
            size - 0.5 + reach * (2 * random.nextDouble() - 1));
    return AffineMap.boxToSquare(jittered, size);
  }

  @Override
  public double context() {
    return 1 + 2 * share;
  }
}
