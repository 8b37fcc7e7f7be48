package org.wingloss.data.augmentation;

import java.util.random.RandomGenerator;
import org.wingloss.data.geometry.AffineMap;

/** A change of what is seen and not of where it is: landmarks stay. */
public sealed interface PixelAugmentation extends Augmentation
    permits GaussianBlur, Colour, DownScale, Gamma, Grey, Jpeg, MotionBlur, Patches {
  @Override
  default AffineMap map(int size, RandomGenerator random) {
    return AffineMap.IDENTITY;
  }

  @Override
  default double context() {
    return 1;
  }
}
