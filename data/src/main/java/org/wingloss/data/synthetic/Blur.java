package org.wingloss.data.synthetic;

import org.wingloss.data.image.RgbImage;

/** Gaussian blur in place, edges repeated. */
final class Blur {
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
    int w = image.width();
    int h = image.height();
    byte[] rgb = image.rgb();
    byte[] line = new byte[3 * Math.max(w, h)];
    for (int y = 0; y < h; y++) {
      pass(rgb, 3 * y * w, 3, w, kernel, line);
    }
    for (int x = 0; x < w; x++) {
      pass(rgb, 3 * x, 3 * w, h, kernel, line);
    }
  }

  private static void pass(byte[] rgb, int first, int step, int count, int[] kernel, byte[] line) {
    for (int i = 0, at = first; i < count; i++, at += step) {
      line[3 * i] = rgb[at];
      line[3 * i + 1] = rgb[at + 1];
      line[3 * i + 2] = rgb[at + 2];
    }
    int radius = kernel.length / 2;
    for (int i = 0, at = first; i < count; i++, at += step) {
      int r = 32768;
      int g = 32768;
      int b = 32768;
      for (int k = 0; k < kernel.length; k++) {
        int from = 3 * Math.max(0, Math.min(count - 1, i + k - radius));
        int weight = kernel[k];
        r += (line[from] & 255) * weight;
        g += (line[from + 1] & 255) * weight;
        b += (line[from + 2] & 255) * weight;
      }
      rgb[at] = (byte) Math.min(255, r >> 16);
      rgb[at + 1] = (byte) Math.min(255, g >> 16);
      rgb[at + 2] = (byte) Math.min(255, b >> 16);
    }
  }
}
