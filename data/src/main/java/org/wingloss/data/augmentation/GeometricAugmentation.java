package org.wingloss.data.augmentation;

import java.util.random.RandomGenerator;

/** A change of where things are: it moves pixels and landmarks by the same map. */
public sealed interface GeometricAugmentation extends Augmentation
    permits BoxPerturbation, Flip, Rotation, Scale, Translation {
  @Override
  default void apply(float[] pixels, int size, RandomGenerator random, float[] scratch) {}
}
