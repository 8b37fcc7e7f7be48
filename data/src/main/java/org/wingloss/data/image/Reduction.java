package org.wingloss.data.image;

import org.wingloss.data.geometry.AffineMap;

/**
 * The part of a picture that a crop needs, averaged over k × k pixels.
 *
 * @param image the averages
 * @param reducedFromSource from the picture's pixels to those of {@code image}
 */
record Reduction(RgbImage image, AffineMap reducedFromSource) {
  static Reduction of(RgbImage source, AffineMap sourceFromOut, int width, int height, int k) {
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    double highest = Double.POSITIVE_INFINITY;
    double lowest = Double.NEGATIVE_INFINITY;
    for (int corner = 0; corner < 4; corner++) {
      double x = corner % 2 == 0 ? -0.5 : width - 0.5;
      double y = corner < 2 ? -0.5 : height - 0.5;
      least = Math.min(least, sourceFromOut.x(x, y));
      most = Math.max(most, sourceFromOut.x(x, y));
      highest = Math.min(highest, sourceFromOut.y(x, y));
      lowest = Math.max(lowest, sourceFromOut.y(x, y));
    }
    // One more block on each side serves the bilinear taps between blocks.
    int left = clamp(Math.floor(least) - k, source.width() - 1);
    int right = clamp(Math.ceil(most) + k, source.width() - 1);
    int top = clamp(Math.floor(highest) - k, source.height() - 1);
    int bottom = clamp(Math.ceil(lowest) + k, source.height() - 1);
    RgbImage out = new RgbImage((right - left) / k + 1, (bottom - top) / k + 1);
    for (int y = 0; y < out.height(); y++) {
      for (int x = 0; x < out.width(); x++) {
        average(source, left + x * k, top + y * k, k, out.rgb(), 3 * (y * out.width() + x));
      }
    }
    double middle = (k - 1) / 2.0;
    return new Reduction(
        out,
        AffineMap.scaling(1.0 / k, 1.0 / k)
            .after(AffineMap.translation(-left - middle, -top - middle)));
  }

  private static void average(RgbImage source, int left, int top, int k, byte[] to, int offset) {
    byte[] from = source.rgb();
    long red = 0;
    long green = 0;
    long blue = 0;
    for (int j = 0; j < k; j++) {
      int row = Math.min(top + j, source.height() - 1) * source.width();
      for (int i = 0; i < k; i++) {
        int at = 3 * (row + Math.min(left + i, source.width() - 1));
        red += from[at] & 0xFF;
        green += from[at + 1] & 0xFF;
        blue += from[at + 2] & 0xFF;
      }
    }
    long area = (long) k * k;
    to[offset] = (byte) ((red + area / 2) / area);
    to[offset + 1] = (byte) ((green + area / 2) / area);
    to[offset + 2] = (byte) ((blue + area / 2) / area);
  }

  private static int clamp(double value, int largest) {
    return (int) Math.max(0, Math.min(largest, value));
  }
}
