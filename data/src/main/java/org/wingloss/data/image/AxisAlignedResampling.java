package org.wingloss.data.image;

import org.wingloss.data.geometry.AffineMap;

/**
 * Bilinear taps for a map that does not rotate: where a column's tap lies is the same in every row,
 * and what a row takes from two rows of the source is mixed once for all columns. The sums are
 * whole numbers, so the result is {@link Warp}'s to the bit.
 */
final class AxisAlignedResampling {
  private final RgbImage image;
  private final int width;

  /** The left neighbour of every tap, where {@link #mixed} has it: all of a row, tap by tap. */
  private final int[] columns;

  /** The weight of the right neighbour, of {@link Warp#ONE}. */
  private final int[] weights;

  /** The first byte of a source row that any tap needs. */
  private final int left;

  /** Two rows of the source as one. */
  private final int[] mixed;

  /**
   * Finds the columns.
   *
   * @param image the source
   * @param sourceFromOut without rotation
   * @param width of the result
   * @param taps per pixel of the result along its x
   */
  AxisAlignedResampling(RgbImage image, AffineMap sourceFromOut, int width, int taps) {
    this.image = image;
    this.width = width;
    this.columns = new int[taps * width];
    this.weights = new int[taps * width];
    int lastX = Math.max(0, image.width() - 2);
    double farX = image.width() - 1.0;
    int least = Integer.MAX_VALUE;
    int most = 0;
    for (int i = 0; i < taps; i++) {
      double u0 = sourceFromOut.x((i + 0.5) / taps - 0.5, 0);
      for (int k = 0; k < width; k++) {
        double u = u0 + k * sourceFromOut.xx();
        u = u < 0 ? 0 : u > farX ? farX : u;
        int x = Math.min((int) u, lastX);
        columns[i * width + k] = 3 * x;
        weights[i * width + k] = (int) ((u - x) * Warp.ONE + 0.5);
        least = Math.min(least, 3 * x);
        most = Math.max(most, 3 * x);
      }
    }
    for (int i = 0; i < columns.length; i++) {
      columns[i] -= least;
    }
    this.left = least;
    this.mixed = new int[most - least + (image.width() > 1 ? 6 : 3)];
  }

  /**
   * Adds the taps of one row of the result.
   *
   * @param v the row's height in the source
   */
  void add(double v, float gain, float[] out, int offset) {
    mix(v);
    int right = image.width() > 1 ? 3 : 0;
    for (int first = 0; first < columns.length; first += width) {
      int o = offset;
      for (int k = first; k < first + width; k++, o += 3) {
        int a = columns[k];
        int b = a + right;
        int w1 = weights[k];
        int w0 = Warp.ONE - w1;
        out[o] += gain * (mixed[a] * w0 + mixed[b] * w1);
        out[o + 1] += gain * (mixed[a + 1] * w0 + mixed[b + 1] * w1);
        out[o + 2] += gain * (mixed[a + 2] * w0 + mixed[b + 2] * w1);
      }
    }
  }

  private void mix(double height) {
    double farY = image.height() - 1.0;
    double v = height < 0 ? 0 : height > farY ? farY : height;
    int y = Math.min((int) v, Math.max(0, image.height() - 2));
    int w1 = (int) ((v - y) * Warp.ONE + 0.5);
    int w0 = Warp.ONE - w1;
    byte[] rgb = image.rgb();
    int upper = 3 * y * image.width() + left;
    int lower = upper + (image.height() > 1 ? 3 * image.width() : 0);
    for (int i = 0; i < mixed.length; i++) {
      mixed[i] = (rgb[upper + i] & 0xFF) * w0 + (rgb[lower + i] & 0xFF) * w1;
    }
  }
}
