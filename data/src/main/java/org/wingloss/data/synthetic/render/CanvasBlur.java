package org.wingloss.data.synthetic.render;

import java.util.Arrays;
import org.wingloss.data.image.RgbImage;

/** Gaussian blur in place, edges repeated. */
final class CanvasBlur {
  private static final int HALF = 1 << 15;

  private CanvasBlur() {}

  /** Blurs with a standard deviation in pixels; below 0.2 nothing happens. */
  static void gaussian(RgbImage image, double deviation) {
    if (deviation < 0.2) {
      return;
    }
    int[] kernel = kernel(deviation);
    int reach = 3 * (kernel.length - 1);
    int width = 3 * image.width();
    int height = image.height();
    byte[] rgb = image.rgb();
    // Rows of integers, with room beside them for the repeated edges: such loops are vectorised.
    int[][] rows = new int[height][];
    for (int y = 0; y < height; y++) {
      rows[y] = new int[width];
      for (int i = 0; i < width; i++) {
        rows[y][i] = rgb[y * width + i] & 255;
      }
    }
    int[] line = new int[width + 2 * reach];
    int[] sums = new int[width];
    for (int y = 0; y < height; y++) {
      start(sums, rows[y], 0, kernel[0]);
      for (int k = 1; k < kernel.length; k++) {
        int above = Math.max(0, y - k);
        int below = Math.min(height - 1, y + k);
        add(sums, rows[above], 0, rows[below], 0, kernel[k]);
      }
      for (int i = 0; i < width; i++) {
        line[reach + i] = Math.min(255, sums[i] >> 16);
      }
      for (int i = 0; i < reach; i++) {
        line[i] = line[reach + i % 3];
        line[reach + width + i] = line[reach + width - 3 + i % 3];
      }
      start(sums, line, reach, kernel[0]);
      for (int k = 1; k < kernel.length; k++) {
        add(sums, line, reach - 3 * k, line, reach + 3 * k, kernel[k]);
      }
      for (int i = 0; i < width; i++) {
        rgb[y * width + i] = (byte) Math.min(255, sums[i] >> 16);
      }
    }
  }

  /** The weights from the middle outwards, in 65536ths. */
  private static int[] kernel(double deviation) {
    int radius = (int) Math.ceil(2.5 * deviation);
    double[] bell = new double[radius + 1];
    double sum = 0;
    for (int i = 0; i <= radius; i++) {
      bell[i] = StrictMath.exp(-0.5 * i * i / (deviation * deviation));
      sum += i == 0 ? bell[i] : 2 * bell[i];
    }
    double all = sum;
    return Arrays.stream(bell).mapToInt(b -> (int) Math.round(65536 * b / all)).toArray();
  }

  private static void start(int[] sums, int[] from, int first, int weight) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] = HALF + from[first + i] * weight;
    }
  }

  private static void add(
      int[] sums, int[] one, int firstOne, int[] other, int firstOther, int weight) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += (one[firstOne + i] + other[firstOther + i]) * weight;
    }
  }
}
