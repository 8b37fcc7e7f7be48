package org.wingloss.data.image;

import java.util.Arrays;
import org.wingloss.data.geometry.AffineMap;

/**
 * What {@link Warp} computes, written down pixel by pixel: an average over k × k pixels where the
 * map shrinks, then bilinear taps with weights of 1/2048 per axis, their sum in single precision.
 */
final class SlowWarp {
  private static final int ONE = 2048;

  private final RgbImage source;
  private final AffineMap sourceFromOut;
  private final int tapsX;
  private final int tapsY;

  private SlowWarp(RgbImage source, AffineMap sourceFromOut) {
    this.source = source;
    this.sourceFromOut = sourceFromOut;
    this.tapsX = taps(Math.hypot(sourceFromOut.xx(), sourceFromOut.yx()));
    this.tapsY = taps(Math.hypot(sourceFromOut.xy(), sourceFromOut.yy()));
  }

  private static int taps(double pixels) {
    return (int) Math.max(1, Math.min(16, Math.ceil(pixels - 0.5)));
  }

  static float[] toFloats(RgbImage source, AffineMap outFromSource, int size) {
    SlowWarp warp = averaged(source, outFromSource.inverse(), size);
    float[] out = new float[3 * size * size];
    for (int y = 0; y < size; y++) {
      for (int x = 0; x < size; x++) {
        for (int colour = 0; colour < 3; colour++) {
          out[3 * (y * size + x) + colour] = warp.pixel(x, y, colour);
        }
      }
    }
    return out;
  }

  private float pixel(int x, int y, int colour) {
    float gain = 1f / (255f * ONE * ONE * tapsX * tapsY);
    float sum = 0;
    for (int j = 0; j < tapsY; j++) {
      double tapY = y + (j + 0.5) / tapsY - 0.5;
      for (int i = 0; i < tapsX; i++) {
        double tapX = (i + 0.5) / tapsX - 0.5;
        double u = sourceFromOut.x(tapX, tapY) + x * sourceFromOut.xx();
        double v = sourceFromOut.y(tapX, tapY) + x * sourceFromOut.yx();
        sum += gain * tap(u, v, colour);
      }
    }
    return sum;
  }

  private int tap(double anyU, double anyV, int colour) {
    double u = Math.max(0, Math.min(source.width() - 1, anyU));
    double v = Math.max(0, Math.min(source.height() - 1, anyV));
    int x = (int) u;
    int y = (int) v;
    int right = (int) ((u - x) * ONE + 0.5);
    int lower = (int) ((v - y) * ONE + 0.5);
    return at(source, x, y, colour) * (ONE - right) * (ONE - lower)
        + at(source, x + 1, y, colour) * right * (ONE - lower)
        + at(source, x, y + 1, colour) * (ONE - right) * lower
        + at(source, x + 1, y + 1, colour) * right * lower;
  }

  /** A pixel; beyond the border the last one repeats. */
  private static int at(RgbImage image, int x, int y, int colour) {
    int column = clamp(x, image.width() - 1);
    return image.rgb()[3 * (clamp(y, image.height() - 1) * image.width() + column) + colour] & 0xFF;
  }

  private static int clamp(double value, int largest) {
    return (int) Math.max(0, Math.min(largest, value));
  }

  private static SlowWarp averaged(RgbImage source, AffineMap map, int size) {
    int k = (int) Math.min(Math.hypot(map.xx(), map.yx()), Math.hypot(map.xy(), map.yy()));
    if (k < 2) {
      return new SlowWarp(source, map);
    }
    double[] x = new double[4];
    double[] y = new double[4];
    for (int corner = 0; corner < 4; corner++) {
      double outX = corner % 2 == 0 ? -0.5 : size - 0.5;
      double outY = corner < 2 ? -0.5 : size - 0.5;
      x[corner] = map.x(outX, outY);
      y[corner] = map.y(outX, outY);
    }
    Arrays.sort(x);
    Arrays.sort(y);
    int left = clamp(Math.floor(x[0]) - k, source.width() - 1);
    int right = clamp(Math.ceil(x[3]) + k, source.width() - 1);
    int top = clamp(Math.floor(y[0]) - k, source.height() - 1);
    int bottom = clamp(Math.ceil(y[3]) + k, source.height() - 1);
    RgbImage small = new RgbImage((right - left) / k + 1, (bottom - top) / k + 1);
    for (int i = 0; i < small.rgb().length; i++) {
      int blockX = left + i / 3 % small.width() * k;
      int blockY = top + i / 3 / small.width() * k;
      small.rgb()[i] = (byte) average(source, blockX, blockY, k, i % 3);
    }
    double middle = (k - 1) / 2.0;
    return new SlowWarp(
        small,
        AffineMap.scaling(1.0 / k, 1.0 / k)
            .after(AffineMap.translation(-left - middle, -top - middle))
            .after(map));
  }

  private static int average(RgbImage source, int left, int top, int k, int colour) {
    int sum = k * k / 2;
    for (int y = top; y < top + k; y++) {
      for (int x = left; x < left + k; x++) {
        sum += at(source, x, y, colour);
      }
    }
    return sum / (k * k);
  }
}
