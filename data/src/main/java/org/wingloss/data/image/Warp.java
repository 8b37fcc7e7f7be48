package org.wingloss.data.image;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Optional;
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
  /** Bits of an interpolation weight per axis: two axes and 8 bits of colour fit an int. */
  private static final int WEIGHT_BITS = 11;

  static final int ONE = 1 << WEIGHT_BITS;

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
      from.row(y, width, 255f, row, 0);
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
      from.row(y, size, 1f, out, offset + 3 * size * y);
    }
  }

  /** As {@link #toFloats(RgbImage, AffineMap, int, float[], int)}, into a buffer. */
  public static void toFloats(
      RgbImage source, AffineMap networkFromSource, int size, FloatBuffer out, int offset) {
    float[] pixels = new float[3 * size * size];
    toFloats(source, networkFromSource, size, pixels, 0);
    out.put(offset, pixels, 0, pixels.length);
  }

  /**
   * Pixels and the way to find them: the source itself, or its average over k × k pixels.
   *
   * @param tapsX taps per output pixel along the output's x
   * @param tapsY taps per output pixel along the output's y
   * @param straight the quicker way for a map that does not rotate and leaves no pixels between its
   *     taps
   */
  private record Source(
      RgbImage image,
      AffineMap sourceFromOut,
      int tapsX,
      int tapsY,
      Optional<AxisAlignedResampling> straight) {
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
      Optional<AxisAlignedResampling> straight =
          map.xy() == 0 && map.yx() == 0 && lengthX(map) <= MOST_TAPS
              ? Optional.of(new AxisAlignedResampling(pixels, map, width, tapsX))
              : Optional.empty();
      return new Source(pixels, map, tapsX, taps(lengthY(map)), straight);
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
    void row(int y, int width, float white, float[] out, int offset) {
      Arrays.fill(out, offset, offset + 3 * width, 0f);
      float gain = white / (255f * ONE * ONE * tapsX * tapsY);
      for (int j = 0; j < tapsY; j++) {
        double rowY = y + (j + 0.5) / tapsY - 0.5;
        if (straight.isPresent()) {
          straight.get().add(sourceFromOut.y(0, rowY), gain, out, offset);
          continue;
        }
        for (int i = 0; i < tapsX; i++) {
          double rowX = (i + 0.5) / tapsX - 0.5;
          addRow(
              image.rgb(),
              image.width(),
              image.height(),
              sourceFromOut.x(rowX, rowY),
              sourceFromOut.y(rowX, rowY),
              sourceFromOut.xx(),
              sourceFromOut.yx(),
              width,
              gain,
              out,
              offset);
        }
      }
    }
  }

  /** Adds {@code count} bilinear taps that start at (u0, v0) and proceed by (du, dv). */
  private static void addRow(
      byte[] rgb,
      int width,
      int height,
      double u0,
      double v0,
      double du,
      double dv,
      int count,
      float gain,
      float[] out,
      int offset) {
    int right = width > 1 ? 3 : 0;
    int down = height > 1 ? 3 * width : 0;
    int lastX = Math.max(0, width - 2);
    int lastY = Math.max(0, height - 2);
    double farX = width - 1.0;
    double farY = height - 1.0;
    int o = offset;
    for (int i = 0; i < count; i++, o += 3) {
      double u = u0 + i * du;
      double v = v0 + i * dv;
      u = u < 0 ? 0 : u > farX ? farX : u;
      v = v < 0 ? 0 : v > farY ? farY : v;
      int x = Math.min((int) u, lastX);
      int y = Math.min((int) v, lastY);
      int fx = (int) ((u - x) * ONE + 0.5);
      int fy = (int) ((v - y) * ONE + 0.5);
      int w11 = fx * fy;
      int w10 = (fy << WEIGHT_BITS) - w11;
      int w01 = (fx << WEIGHT_BITS) - w11;
      int w00 = ONE * ONE - w01 - w10 - w11;
      int a = 3 * (y * width + x);
      int b = a + right;
      int c = a + down;
      int d = c + right;
      out[o] +=
          gain
              * ((rgb[a] & 0xFF) * w00
                  + (rgb[b] & 0xFF) * w01
                  + (rgb[c] & 0xFF) * w10
                  + (rgb[d] & 0xFF) * w11);
      out[o + 1] +=
          gain
              * ((rgb[a + 1] & 0xFF) * w00
                  + (rgb[b + 1] & 0xFF) * w01
                  + (rgb[c + 1] & 0xFF) * w10
                  + (rgb[d + 1] & 0xFF) * w11);
      out[o + 2] +=
          gain
              * ((rgb[a + 2] & 0xFF) * w00
                  + (rgb[b + 2] & 0xFF) * w01
                  + (rgb[c + 2] & 0xFF) * w10
                  + (rgb[d + 2] & 0xFF) * w11);
    }
  }
}
