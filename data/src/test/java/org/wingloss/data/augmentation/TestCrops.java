package org.wingloss.data.augmentation;

import org.wingloss.data.image.RgbImage;
import org.wingloss.data.image.TestPictures;

/** Crops as networks take them: interleaved RGB in 0 to 1. */
final class TestCrops {
  static final int SIZE = 32;

  private TestCrops() {}

  static float[] noise(long seed) {
    return floats(TestPictures.noise(SIZE, SIZE, seed));
  }

  static float[] floats(RgbImage picture) {
    byte[] bytes = picture.rgb();
    float[] out = new float[bytes.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = (bytes[i] & 0xFF) / 255f;
    }
    return out;
  }
}
