package org.wingloss.data.augmentation;

import java.util.random.RandomGenerator;
import org.wingloss.data.geometry.AffineMap;

/** A change of what is seen and not of where it is: landmarks stay. */
public sealed interface PixelAugmentation extends Augmentation
    permits GaussianBlur,
        ColourJitter,
        LowResolution,
        Gamma,
        Greyscale,
        JpegCompression,
        MotionBlur,
        RandomErasing {
  @Override
  default AffineMap map(int size, RandomGenerator random) {
    return AffineMap.IDENTITY;
  }

  @Override
  default double context() {
    return 1;
  }
}
