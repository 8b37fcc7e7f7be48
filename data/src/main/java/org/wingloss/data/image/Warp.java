package org.wingloss.data.image;

import org.wingloss.data.geometry.AffineMap;

/**
 * The one resampler: every picture that a network sees, in training as in use, passes through it.
 *
 * <p>Interpolation is bilinear between pixel centres. Where a map shrinks, the source is first
 * averaged over k × k pixels, k being the whole part of the smaller shrinkage, and what remains
 * (less than 2 for a map without shear) is covered by the mean of several bilinear taps once it
 * exceeds 1.5, so that nothing aliases whatever the size of the face. Outside the picture its
 * border pixels repeat.
 */
public final class Warp {
  /** The most taps per axis: only a map that squeezes one axis far more than the other needs it. */
  private static final int MOST_TAPS = 16;

  /**
   * The most pixels per axis that are averaged into one: beyond it their sum leaves an int. A face
   * box is seldom a thousand times the network's input.
   */
  private static final int MOST_AVERAGED = 1023;

  private Warp() {}

  /**
   * Cuts a picture of {@code width × height} pixels out of another one.
   *
   * @param cropFromSource where the source's pixels come to lie
   */
  public static RgbImage crop(RgbImage source, AffineMap cropFromSource, int width, int height) {
    RgbImage crop = new RgbImage(width, height);
    float[] row = new float[3 * width];
    Source from = Source.of(source, cropFromSource.inverse(), width, height);
    for (int y = 0; y < height; y++) {
      from.row(y, 255f, row, 0);
      int to = 3 * width * y;
      for (int i = 0; i < row.length; i++) {
        crop.rgb()[to + i] = (byte) (int) (row[i] + 0.5f);
      }
    }
    return crop;
  }

  /**
   * Cuts a square out of a picture as a network takes it.
   *
   * @param networkFromSource where the source's pixels come to lie
   * @param size S
   * @param out receives S·S·3 values of [0, 1], row by row, interleaved (NHWC), from {@code offset}
   */
  public static void toFloats(
      RgbImage source, AffineMap networkFromSource, int size, float[] out, int offset) {
    Source from = Source.of(source, networkFromSource.inverse(), size, size);
    for (int y = 0; y < size; y++) {
      from.row(y, 1f, out, offset + 3 * size * y);
    }
  }

  /**
   * Pixels and the way to find them: in the picture itself, or in its average over k × k pixels.
   *
   * @param bilinear the taps of a row
   * @param tapsX taps per output pixel along the output's x
   * @param tapsY taps per output pixel along the output's y
   */
  private record Source(BilinearTaps bilinear, int tapsX, int tapsY) {
    static Source of(RgbImage image, AffineMap sourceFromOut, int width, int height) {
      AffineMap map = sourceFromOut;
      int k = (int) Math.min(MOST_AVERAGED, Math.min(lengthX(map), lengthY(map)));
      RgbImage pixels = image;
      if (k >= 2) {
        AreaAveraging reduction = AreaAveraging.of(image, map, width, height, k);
        pixels = reduction.image();
        map = reduction.reducedFromSource().after(map);
      }
      int tapsX = taps(lengthX(map));
      return new Source(new BilinearTaps(pixels, map, width, tapsX), tapsX, taps(lengthY(map)));
    }

    private static double lengthX(AffineMap map) {
      return Math.hypot(map.xx(), map.yx());
    }

    private static double lengthY(AffineMap map) {
      return Math.hypot(map.xy(), map.yy());
    }

    private static int taps(double sourcePixels) {
      return (int) Math.max(1, Math.min(MOST_TAPS, Math.ceil(sourcePixels - 0.5)));
    }

    /** Writes one row of the result, where 255 becomes {@code white}. */
    void row(int y, float white, float[] out, int offset) {
      float gain = white / (255f * BilinearTaps.ONE * BilinearTaps.ONE * tapsX * tapsY);
      bilinear.row(y, tapsY, gain, out, offset);
    }
  }
}
