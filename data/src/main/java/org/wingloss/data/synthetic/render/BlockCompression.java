package org.wingloss.data.synthetic.render;

import java.util.Arrays;
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

  /** 1.5 · 2²³. */
  private static final float WHOLE = 12_582_912;

  private BlockCompression() {}

  /** Compresses in place; coarseness 1 is the standard's table, below finer. */
  static void apply(RgbImage image, double coarseness) {
    // Eight rows at a time. In a strip each row holds one row of every block, in its transpose one
    // column of every block: both passes of the transform then add long rows to long rows.
    int width = image.width() / 8 * 8;
    float[][] steps = new float[8][width];
    float[][] shares = new float[8][width];
    for (int column = 0; column < 8; column++) {
      for (int x = 0; x < width; x++) {
        steps[column][x] = (float) (TABLE[8 * (x & 7) + column] * coarseness);
        shares[column][x] = 1 / steps[column][x];
      }
    }
    float[][] before = new float[8][width];
    float[][] strip = new float[8][width];
    float[][] work = new float[8][width];
    for (int y = 0; y + 8 <= image.height(); y += 8) {
      load(image, y, before);
      transform(before, work, false);
      transpose(work, strip);
      transform(strip, work, false);
      quantise(work, steps, shares);
      transform(work, strip, true);
      transpose(strip, work);
      transform(work, strip, true);
      store(image, y, strip, before);
    }
  }

  private static void load(RgbImage image, int y0, float[][] strip) {
    byte[] rgb = image.rgb();
    for (int y = 0; y < 8; y++) {
      float[] row = strip[y];
      int at = 3 * (y0 + y) * image.width();
      for (int x = 0; x < row.length; x++, at += 3) {
        row[x] =
            0.299f * (rgb[at] & 255)
                + 0.587f * (rgb[at + 1] & 255)
                + 0.114f * (rgb[at + 2] & 255)
                - 128;
      }
    }
  }

  private static void store(RgbImage image, int y0, float[][] strip, float[][] before) {
    byte[] rgb = image.rgb();
    for (int y = 0; y < 8; y++) {
      int at = 3 * (y0 + y) * image.width();
      for (int x = 0; x < strip[y].length; x++) {
        int change = (int) (strip[y][x] - before[y][x] + 1024.5f) - 1024;
        for (int end = at + 3; at < end; at++) {
          rgb[at] = (byte) Shader.clamp((rgb[at] & 255) + change);
        }
      }
    }
  }

  /** Rounds the coefficients, which lie transposed, to multiples of their steps. */
  private static void quantise(float[][] coefficients, float[][] steps, float[][] shares) {
    for (int column = 0; column < 8; column++) {
      quantise(coefficients[column], steps[column], shares[column]);
    }
  }

  private static void quantise(float[] values, float[] steps, float[] shares) {
    for (int x = 0; x < values.length; x++) {
      // Beside so large a number floats have no fraction; unlike a cast this is vectorised.
      values[x] = (values[x] * shares[x] + WHOLE - WHOLE) * steps[x];
    }
  }

  /** The one-dimensional transform down the strip, or back. */
  private static void transform(float[][] from, float[][] to, boolean back) {
    // The matrix is orthonormal, so the way back is its transpose.
    for (int k = 0; k < 8; k++) {
      Arrays.fill(to[k], 0);
      for (int i = 0; i < 8; i++) {
        add(to[k], from[i], BASIS[back ? 8 * i + k : 8 * k + i]);
      }
    }
  }

  private static void add(float[] sums, float[] values, float weight) {
    for (int x = 0; x < sums.length; x++) {
      sums[x] += weight * values[x];
    }
  }

  /** Transposes every block of the strip. */
  private static void transpose(float[][] from, float[][] to) {
    for (int y = 0; y < 8; y++) {
      float[] row = from[y];
      for (int x = 0; x < row.length; x++) {
        to[x & 7][x - (x & 7) + y] = row[x];
      }
    }
  }
}
