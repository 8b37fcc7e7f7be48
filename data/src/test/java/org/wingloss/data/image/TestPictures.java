package org.wingloss.data.image;

import java.util.SplittableRandom;

/** Pictures for tests, made by arithmetic. */
public final class TestPictures {
  private TestPictures() {}

  /** Red grows with x, green with y, blue falls with both. */
  public static RgbImage gradient(int width, int height) {
    RgbImage image = new RgbImage(width, height);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int at = 3 * (y * width + x);
        image.rgb()[at] = (byte) (x * 255 / Math.max(1, width - 1));
        image.rgb()[at + 1] = (byte) (y * 255 / Math.max(1, height - 1));
        image.rgb()[at + 2] = (byte) (255 - (x + y) * 255 / Math.max(1, width + height - 2));
      }
    }
    return image;
  }

  /** Every byte drawn at random. */
  public static RgbImage noise(int width, int height, long seed) {
    RgbImage image = new RgbImage(width, height);
    new SplittableRandom(seed).nextBytes(image.rgb());
    return image;
  }

  /**
   * Adds a soft white spot, exp(−r²/2σ²), about (x, y), which need not be a pixel's centre.
   *
   * @param channel 0 to 2, or −1 for all
   */
  public static void addSpot(RgbImage image, double x, double y, double sigma, int channel) {
    int reach = (int) Math.ceil(4 * sigma);
    for (int v = (int) Math.floor(y) - reach; v <= y + reach + 1; v++) {
      for (int u = (int) Math.floor(x) - reach; u <= x + reach + 1; u++) {
        if (u < 0 || v < 0 || u >= image.width() || v >= image.height()) {
          continue;
        }
        double r2 = (u - x) * (u - x) + (v - y) * (v - y);
        int light = (int) Math.round(255 * Math.exp(-r2 / (2 * sigma * sigma)));
        for (int c = 0; c < 3; c++) {
          if (channel < 0 || channel == c) {
            int at = 3 * (v * image.width() + u) + c;
            image.rgb()[at] = (byte) Math.min(255, (image.rgb()[at] & 0xFF) + light);
          }
        }
      }
    }
  }

  /** The largest difference of two pictures of the same size in any channel. */
  public static int largestDifference(RgbImage a, RgbImage b) {
    if (a.rgb().length != b.rgb().length || a.width() != b.width()) {
      throw new IllegalArgumentException("sizes differ");
    }
    int largest = 0;
    for (int i = 0; i < a.rgb().length; i++) {
      largest = Math.max(largest, Math.abs((a.rgb()[i] & 0xFF) - (b.rgb()[i] & 0xFF)));
    }
    return largest;
  }
}
