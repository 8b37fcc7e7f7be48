package org.wingloss.data.synthetic;

import java.util.Arrays;
import org.wingloss.data.image.RgbImage;

/** Gaussian blur in place, edges repeated. */
final class Blur {
  private static final int HALF = 1 << 15;

  private Blur() {}

  /** Blurs with a standard deviation in pixels; below 0.2 nothing happens. */
  static void gaussian(RgbImage image, double deviation) {
    if (deviation < 0.2) {
      return;
    }
    int radius = (int) Math.ceil(2.5 * deviation);
    int[] kernel = new int[2 * radius + 1];
    double sum = 0;
    for (int i = -radius; i <= radius; i++) {
      sum += StrictMath.exp(-0.5 * i * i / (deviation * deviation));
    }
    for (int i = -radius; i <= radius; i++) {
      kernel[i + radius] =
          (int) Math.round(65536 * StrictMath.exp(-0.5 * i * i / (deviation * deviation)) / sum);
    }
    int width = 3 * image.width();
    byte[] rgb = image.rgb();
    byte[] source = rgb.clone();
    int[] sums = new int[width];
    for (int y = 0; y < image.height(); y++) {
      Arrays.fill(sums, HALF);
      for (int k = -radius; k <= radius; k++) {
        int row = Math.max(0, Math.min(image.height() - 1, y + k));
        add(source, row * width, sums, width, kernel[k + radius]);
      }
      store(sums, rgb, y * width, width);
    }
    int reach = 3 * radius;
    byte[] line = new byte[width + 2 * reach];
    for (int y = 0; y < image.height(); y++) {
      System.arraycopy(rgb, y * width, line, reach, width);
      for (int i = 0; i < reach; i++) {
        line[i] = line[reach + i % 3];
        line[reach + width + i] = line[reach + width - 3 + i % 3];
      }
      Arrays.fill(sums, HALF);
      for (int k = 0; k < kernel.length; k++) {
        add(line, 3 * k, sums, width, kernel[k]);
      }
      store(sums, rgb, y * width, width);
    }
  }

  private static void add(byte[] from, int first, int[] sums, int count, int weight) {
    for (int i = 0; i < count; i++) {
      sums[i] += (from[first + i] & 255) * weight;
    }
  }

  private static void store(int[] sums, byte[] to, int first, int count) {
    for (int i = 0; i < count; i++) {
      to[first + i] = (byte) Math.min(255, sums[i] >> 16);
    }
  }
}
