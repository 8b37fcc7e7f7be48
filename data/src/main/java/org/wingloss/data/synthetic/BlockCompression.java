package org.wingloss.data.synthetic;

import org.wingloss.data.image.RgbImage;

/**
 * The traces of a JPEG file: brightness in blocks of 8 × 8 pixels through the cosine transform,
 * quantised with the table of the standard's annex K. Colour keeps its resolution.
 */
final class BlockCompression {
  private static final int[] TABLE = {
    16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55, 14, 13, 16, 24, 40, 57, 69, 56,
    14, 17, 22, 29, 51, 87, 80, 62, 18, 22, 37, 56, 68, 109, 103, 77, 24, 35, 55, 64, 81, 104, 113,
    92, 49, 64, 78, 87, 103, 121, 120, 101, 72, 92, 95, 98, 112, 100, 103, 99
  };

  /** Rows are the basis functions of the orthonormal cosine transform. */
  private static final float[] BASIS = new float[64];

  static {
    for (int k = 0; k < 8; k++) {
      for (int i = 0; i < 8; i++) {
        double scale = k == 0 ? Math.sqrt(0.125) : 0.5;
        BASIS[8 * k + i] = (float) (scale * StrictMath.cos((2 * i + 1) * k * Math.PI / 16));
      }
    }
  }

  private BlockCompression() {}

  /** Compresses in place; coarseness 1 is the standard's table, below finer. */
  static void apply(RgbImage image, double coarseness) {
    float[] block = new float[64];
    float[] work = new float[64];
    float[] before = new float[64];
    for (int y = 0; y + 8 <= image.height(); y += 8) {
      for (int x = 0; x + 8 <= image.width(); x += 8) {
        load(image, x, y, block);
        System.arraycopy(block, 0, before, 0, 64);
        transform(block, work, false);
        for (int i = 0; i < 64; i++) {
          float q = (float) (TABLE[i] * coarseness);
          block[i] = q * (int) (block[i] / q + (block[i] < 0 ? -0.5f : 0.5f));
        }
        transform(block, work, true);
        store(image, x, y, block, before);
      }
    }
  }

  private static void load(RgbImage image, int x0, int y0, float[] block) {
    byte[] rgb = image.rgb();
    for (int y = 0; y < 8; y++) {
      int at = 3 * ((y0 + y) * image.width() + x0);
      for (int x = 0; x < 8; x++, at += 3) {
        block[8 * y + x] =
            0.299f * (rgb[at] & 255)
                + 0.587f * (rgb[at + 1] & 255)
                + 0.114f * (rgb[at + 2] & 255)
                - 128;
      }
    }
  }

  private static void store(RgbImage image, int x0, int y0, float[] block, float[] before) {
    byte[] rgb = image.rgb();
    for (int y = 0; y < 8; y++) {
      int at = 3 * ((y0 + y) * image.width() + x0);
      for (int x = 0; x < 8; x++, at += 3) {
        int change = Math.round(block[8 * y + x] - before[8 * y + x]);
        for (int k = 0; k < 3; k++) {
          rgb[at + k] = (byte) Math.max(0, Math.min(255, (rgb[at + k] & 255) + change));
        }
      }
    }
  }

  private static void transform(float[] block, float[] work, boolean back) {
    // Rows, then columns; the matrix is orthonormal, so the way back is its transpose.
    int perK = back ? 1 : 8;
    int perI = back ? 8 : 1;
    for (int r = 0; r < 8; r++) {
      for (int k = 0; k < 8; k++) {
        float sum = 0;
        for (int i = 0; i < 8; i++) {
          sum += BASIS[perK * k + perI * i] * block[8 * r + i];
        }
        work[8 * r + k] = sum;
      }
    }
    for (int c = 0; c < 8; c++) {
      for (int k = 0; k < 8; k++) {
        float sum = 0;
        for (int i = 0; i < 8; i++) {
          sum += BASIS[perK * k + perI * i] * work[8 * i + c];
        }
        block[8 * k + c] = sum;
      }
    }
  }
}
