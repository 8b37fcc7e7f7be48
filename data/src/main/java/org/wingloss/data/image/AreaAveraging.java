package org.wingloss.data.image;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.wingloss.data.geometry.AffineMap;

/**
 * The part of a picture that a crop needs, averaged over k × k pixels.
 *
 * @param image the averages
 * @param reducedFromSource from the picture's pixels to those of {@code image}
 */
record AreaAveraging(RgbImage image, AffineMap reducedFromSource) {
  /** Columns that are summed at once; bounds the memory for very wide pictures. */
  private static final int STRIP = 1 << 13;

  static AreaAveraging of(RgbImage source, AffineMap sourceFromOut, int width, int height, int k) {
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
    int strip = Math.min(out.width(), Math.max(1, STRIP / k));
    for (int x = 0; x < out.width(); x += strip) {
      ColumnSums columns =
          new ColumnSums(source, left + x * k, Math.min(strip, out.width() - x), k);
      for (int y = 0; y < out.height(); y++) {
        averageColumns(columns.of(top + y * k), k, out.rgb(), 3 * (y * out.width() + x));
      }
    }
    double middle = (k - 1) / 2.0;
    return new AreaAveraging(
        out,
        AffineMap.scaling(1.0 / k, 1.0 / k)
            .after(AffineMap.translation(-left - middle, -top - middle)));
  }

  private static void averageColumns(int[] sums, int k, byte[] to, int offset) {
    int area = k * k;
    // Multiplying by 2^48 / area, rounded up, and shifting is the whole part of the quotient for
    // sums of up to 256 areas while 256 · area² < 2^48, that is for k < 1024.
    long reciprocal = ((1L << 48) + area - 1) / area;
    int at = 0;
    for (int o = offset; at < sums.length; o += 3) {
      int red = area / 2;
      int green = red;
      int blue = red;
      for (int i = 0; i < k; i++, at += 3) {
        red += sums[at];
        green += sums[at + 1];
        blue += sums[at + 2];
      }
      to[o] = (byte) ((red * reciprocal) >>> 48);
      to[o + 1] = (byte) ((green * reciprocal) >>> 48);
      to[o + 2] = (byte) ((blue * reciprocal) >>> 48);
    }
  }

  private static int clamp(double value, int largest) {
    return (int) Math.max(0, Math.min(largest, value));
  }

  /**
   * Sums of k rows, column by column and colour by colour; beyond the border the last ones repeat.
   * Eight bytes are added at once, four of them to each of two sums of four times 16 bits.
   */
  private static final class ColumnSums {
    private static final VarHandle EIGHT_BYTES =
        MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long EVEN_BYTES = 0x00FF00FF_00FF00FFL;

    /** The most bytes of which the sum is certain to fit 16 bits. */
    private static final int MOST_AT_ONCE = 257;

    private final RgbImage source;
    private final int left;
    private final int k;
    private final int[] sums;
    private final int inside;
    private final long[] even;
    private final long[] odd;

    /**
     * Sums for a strip of blocks.
     *
     * @param left the first column
     * @param blocks of k columns
     */
    ColumnSums(RgbImage source, int left, int blocks, int k) {
      this.source = source;
      this.left = left;
      this.k = k;
      this.sums = new int[3 * k * blocks];
      this.inside = Math.min(sums.length, 3 * (source.width() - left));
      this.even = new long[k <= MOST_AT_ONCE ? inside / Long.BYTES : 0];
      this.odd = new long[even.length];
    }

    /** The sums of the rows from {@code top}; the array is used again. */
    int[] of(int top) {
      byte[] from = source.rgb();
      int stride = 3 * source.width();
      int rows = Math.min(k, source.height() - top);
      int first = top * stride + 3 * left;
      int last = first + (rows - 1) * stride;
      Arrays.fill(even, 0);
      Arrays.fill(odd, 0);
      for (int j = 0; j < k; j++) {
        int at = Math.min(first + j * stride, last);
        for (int i = 0; i < even.length; i++, at += Long.BYTES) {
          long bytes = (long) EIGHT_BYTES.get(from, at);
          even[i] += bytes & EVEN_BYTES;
          odd[i] += (bytes >>> 8) & EVEN_BYTES;
        }
      }
      unpack();
      for (int i = even.length * Long.BYTES; i < inside; i++) {
        sums[i] = (k - rows) * (from[last + i] & 0xFF);
        for (int at = first + i; at <= last + i; at += stride) {
          sums[i] += from[at] & 0xFF;
        }
      }
      for (int i = inside; i < sums.length; i++) {
        sums[i] = sums[i - 3];
      }
      return sums;
    }

    private void unpack() {
      for (int i = 0, to = 0; i < even.length; i++, to += Long.BYTES) {
        long first = even[i];
        long second = odd[i];
        sums[to] = (int) first & 0xFFFF;
        sums[to + 1] = (int) second & 0xFFFF;
        sums[to + 2] = (int) (first >>> 16) & 0xFFFF;
        sums[to + 3] = (int) (second >>> 16) & 0xFFFF;
        sums[to + 4] = (int) (first >>> 32) & 0xFFFF;
        sums[to + 5] = (int) (second >>> 32) & 0xFFFF;
        sums[to + 6] = (int) (first >>> 48);
        sums[to + 7] = (int) (second >>> 48);
      }
    }
  }
}
