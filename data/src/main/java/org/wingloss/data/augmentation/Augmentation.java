package org.wingloss.data.augmentation;

import java.util.List;
import java.util.random.RandomGenerator;
import org.wingloss.data.geometry.AffineMap;

/**
 * One kind of random change, with its parameters. In a recipe it is one line, {@code
 * box-jitter(share=0.05)}, see {@link org.wingloss.data.line.SettingLine}. A parameter that is left
 * out has the default of {@link #known()}; what is printed is always complete.
 */
public sealed interface Augmentation
    permits BoxPerturbation,
        ColourJitter,
        Flip,
        Gamma,
        GaussianBlur,
        Greyscale,
        JpegCompression,
        LowResolution,
        MotionBlur,
        RandomErasing,
        Rotation,
        Scale,
        Translation {
  /** Every kind, in alphabetical order, with its default parameters. */
  static List<Augmentation> known() {
    return List.copyOf(AugmentationLine.FAMILY.known().values());
  }

  /**
   * Reads a line such as {@code rotation(degrees=30)} or {@code flip}.
   *
   * @throws IllegalArgumentException if the name or a key is unknown, a key occurs twice, or a
   *     value is no number or out of range; the message is one sentence that lists what is known
   */
  static Augmentation parse(String line) {
    return AugmentationLine.FAMILY.parse(line);
  }

  /** Whether {@link #map} may move what is in the picture; else only pixels change. */
  default boolean moves() {
    return false;
  }

  /**
   * Draws a map of the network input, {@code size × size} pixels, onto itself; the identity where
   * only pixels change.
   *
   * @param size S
   * @param random the only source of chance
   */
  default AffineMap map(int size, RandomGenerator random) {
    return AffineMap.IDENTITY;
  }

  /**
   * Changes a crop in place; nothing where only the map matters.
   *
   * @param pixels S·S·3 values of [0, 1], row by row, interleaved; they stay in [0, 1]
   * @param size S
   * @param random the only source of chance
   * @param scratch as long as {@code pixels}; its content is lost
   */
  default void apply(float[] pixels, int size, RandomGenerator random, float[] scratch) {}

  /**
   * How far beyond the crop a draw may look: the side of a square about the crop's centre that
   * holds everything a draw can see, divided by the side of the square seen before. At least 1.
   */
  default double context() {
    return 1;
  }

  /** The complete line that {@link #parse} reads as this augmentation. */
  default String line() {
    return AugmentationLine.FAMILY.print(this);
  }
}
