package org.wingloss.data.augmentation;

import java.util.random.RandomGenerator;
import org.wingloss.data.image.ImageFiles;
import org.wingloss.data.image.RgbImage;

/**
 * Compresses to a JPEG file in memory and reads it back. Not in the paper's recipe. It costs about
 * as much as everything else of a draw together.
 *
 * @param least lowest quality, 0.01 to 1
 * @param most highest quality, at least {@code least}
 * @param probability of compressing, 0 to 1
 */
public record JpegCompression(double least, double most, double probability)
    implements Augmentation {
  /** Checks the ranges. */
  public JpegCompression {
    ParameterRange.range(least, most, 0.01, 1);
    ParameterRange.probability(probability);
  }

  @Override
  public void apply(float[] pixels, int size, RandomGenerator random, float[] scratch) {
    if (random.nextDouble() >= probability) {
      return;
    }
    double quality = least + (most - least) * random.nextDouble();
    byte[] file = ImageFiles.jpeg(RgbImage.of(size, size, pixels), quality);
    float[] decoded = ImageFiles.decode(file, "augmented crop").values();
    System.arraycopy(decoded, 0, pixels, 0, decoded.length);
  }
}
