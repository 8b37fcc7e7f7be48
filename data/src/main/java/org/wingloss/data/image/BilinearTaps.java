package org.wingloss.data.image;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.wingloss.data.geometry.AffineMap;

/**
 * Bilinear interpolation along the rows of a result, under any affine map. A row is made in steps,
 * each a loop over all of its taps: where they lie, the four pixels around each, the mixture of
 * every colour, the sum. Most of these loops are so plain that a virtual machine makes vector
 * instructions of them, and none but the first knows of a border. Where the map does not rotate, a
 * column's place is the same in every row and is found once.
 *
 * <p>Weights are whole numbers of {@value #ONE} per axis, so that a mixture is exact.
 */
final class BilinearTaps {
  /** Two axes and 8 bits of colour fit an int. */
  private static final int WEIGHT_BITS = 11;

  static final int ONE = 1 << WEIGHT_BITS;

  private static final VarHandle EIGHT_BYTES =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final byte[] rgb;

  /** Bytes from a pixel to the one below it. */
  private final int below;

  /** The last column and the last row that have a neighbour. */
  private final int lastX;

  private final int lastY;

  /** The last column and the last row, in units of weight. */
  private final double farX;

  private final double farY;
  private final AffineMap sourceFromOut;
  private final boolean straight;

  /** How far from a row's first tap the others lie, in units of weight. */
  private final double[] stepsX;

  private final double[] stepsY;

  /** The first byte of the four pixels of each tap, by tap and column of the result. */
  private final int[][] places;

  /** The weights of the right neighbours. */
  private final int[][] rightWeights;

  /** The weights of the lower neighbours. */
  private final int[] lowerWeights;

  // The four pixels of each tap: red in the lowest byte, then green, then blue.
  private final int[] upperLeft;
  private final int[] upperRight;
  private final int[] lowerLeft;
  private final int[] lowerRight;

  // One colour: the mixture of the upper two, then of all four; that of the lower two.
  private final int[] upper;
  private final int[] lower;
  private final float[] converted;

  /** Red, green and blue of a row of the result. */
  private final float[][] sums;

  /**
   * Finds the columns, where all rows share them.
   *
   * @param picture its border repeats outside of it
   * @param width of the result
   * @param taps per pixel of the result along its x
   */
  BilinearTaps(RgbImage picture, AffineMap sourceFromOut, int width, int taps) {
    if (Math.max(picture.width(), picture.height()) > ImageFiles.LONGEST_SIDE) {
      throw new IllegalArgumentException(
          "a picture may have at most %d columns and rows but has %d x %d"
              .formatted(ImageFiles.LONGEST_SIDE, picture.width(), picture.height()));
    }
    RgbImage source = withNeighbours(picture);
    this.rgb = source.rgb();
    this.below = 3 * source.width();
    this.lastX = source.width() - 2;
    this.lastY = source.height() - 2;
    this.farX = (source.width() - 1.0) * ONE;
    this.farY = (source.height() - 1.0) * ONE;
    this.stepsX = steps(sourceFromOut.xx(), width);
    this.stepsY = steps(sourceFromOut.yx(), width);
    this.sourceFromOut = sourceFromOut;
    this.straight = sourceFromOut.xy() == 0 && sourceFromOut.yx() == 0;
    this.places = new int[taps][width];
    this.rightWeights = new int[taps][width];
    this.lowerWeights = new int[width];
    this.upperLeft = new int[width];
    this.upperRight = new int[width];
    this.lowerLeft = new int[width];
    this.lowerRight = new int[width];
    this.upper = new int[width];
    this.lower = new int[width];
    this.converted = new float[width];
    this.sums = new float[3][width];
    for (int tap = 0; straight && tap < taps; tap++) {
      place(tap, sourceFromOut.x(x(tap), 0) * ONE, 0);
    }
  }

  private static double[] steps(double step, int count) {
    double[] steps = new double[count];
    for (int i = 0; i < count; i++) {
      steps[i] = i * (step * ONE);
    }
    return steps;
  }

  /** A single row or column twice, so that every pixel has a neighbour. */
  private static RgbImage withNeighbours(RgbImage source) {
    int width = Math.max(2, source.width());
    int height = Math.max(2, source.height());
    if (width == source.width() && height == source.height()) {
      return source;
    }
    RgbImage doubled = new RgbImage(width, height);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int from = Math.min(y, source.height() - 1) * source.width();
        from += Math.min(x, source.width() - 1);
        System.arraycopy(source.rgb(), 3 * from, doubled.rgb(), 3 * (y * width + x), 3);
      }
    }
    return doubled;
  }

  /**
   * Makes one row of the result.
   *
   * @param row its number
   * @param tapsDown taps per pixel of the result along its y
   * @param gain what a tap adds for each unit of weight and of colour
   */
  void row(int row, int tapsDown, float gain, float[] out, int offset) {
    for (float[] sum : sums) {
      Arrays.fill(sum, 0f);
    }
    for (int j = 0; j < tapsDown; j++) {
      addTaps(row + (j + 0.5) / tapsDown - 0.5, gain);
    }
    interleave(out, offset);
  }

  private void addTaps(double y, float gain) {
    int above = 0;
    if (straight) {
      int v = units(sourceFromOut.y(0, y) * ONE, farY);
      int upperRow = Math.min(v >> WEIGHT_BITS, lastY);
      above = upperRow * below;
      Arrays.fill(lowerWeights, v - (upperRow << WEIGHT_BITS));
    }
    for (int tap = 0; tap < places.length; tap++) {
      if (!straight) {
        double x = x(tap);
        place(tap, sourceFromOut.x(x, y) * ONE, sourceFromOut.y(x, y) * ONE);
      }
      read(places[tap], above);
      for (int colour = 0; colour < sums.length; colour++) {
        mix(8 * colour, rightWeights[tap]);
        add(gain, sums[colour]);
      }
    }
  }

  private double x(int tap) {
    return (tap + 0.5) / places.length - 0.5;
  }

  /** Places the taps of a row whose first one lies at (u, v), in units of weight. */
  private void place(int tap, double u, double v) {
    int[] place = places[tap];
    int[] right = rightWeights[tap];
    if (isInside(u, stepsX, farX) && isInside(v, stepsY, farY)) {
      // Each loop writes to one array: one that writes to more gets no vector instructions.
      for (int i = 0; i < right.length; i++) {
        right[i] = (int) (u + stepsX[i] + 0.5);
      }
      for (int i = 0; i < right.length; i++) {
        lowerWeights[i] = (int) (v + stepsY[i] + 0.5);
      }
      for (int i = 0; i < place.length; i++) {
        place[i] = 3 * (right[i] >> WEIGHT_BITS) + below * (lowerWeights[i] >> WEIGHT_BITS);
      }
      for (int i = 0; i < right.length; i++) {
        right[i] &= ONE - 1;
      }
      for (int i = 0; i < lowerWeights.length; i++) {
        lowerWeights[i] &= ONE - 1;
      }
      return;
    }
    for (int i = 0; i < place.length; i++) {
      int column = units(u + stepsX[i], farX);
      int row = units(v + stepsY[i], farY);
      int left = Math.min(column >> WEIGHT_BITS, lastX);
      int top = Math.min(row >> WEIGHT_BITS, lastY);
      place[i] = 3 * left + below * top;
      right[i] = column - (left << WEIGHT_BITS);
      lowerWeights[i] = row - (top << WEIGHT_BITS);
    }
  }

  /** Whether the first and the last tap of a row have neighbours; then all between them do. */
  private static boolean isInside(double first, double[] steps, double far) {
    double last = first + steps[steps.length - 1];
    return Math.min(first, last) >= 0 && Math.max(first, last) <= far - 1;
  }

  private static int units(double place, double far) {
    return (int) ((place < 0 ? 0 : place > far ? far : place) + 0.5);
  }

  /**
   * Two neighbours are six bytes, which are read at once. The other two are behind them in the
   * upper row, which the lower one follows, and in front of them in the lower one.
   */
  private void read(int[] place, int above) {
    int behind = above + below - 2;
    for (int i = 0; i < place.length; i++) {
      long top = (long) EIGHT_BYTES.get(rgb, above + place[i]);
      long bottom = (long) EIGHT_BYTES.get(rgb, behind + place[i]);
      upperLeft[i] = (int) top;
      upperRight[i] = (int) (top >>> 24);
      lowerLeft[i] = (int) (bottom >>> 16);
      lowerRight[i] = (int) (bottom >>> 40);
    }
  }

  private void mix(int shift, int[] rightWeight) {
    mix(upperLeft, upperRight, shift, rightWeight, upper);
    mix(lowerLeft, lowerRight, shift, rightWeight, lower);
    for (int i = 0; i < upper.length; i++) {
      upper[i] = (upper[i] << WEIGHT_BITS) + (lower[i] - upper[i]) * lowerWeights[i];
    }
  }

  private static void mix(int[] left, int[] right, int shift, int[] rightWeight, int[] to) {
    for (int i = 0; i < to.length; i++) {
      int first = (left[i] >> shift) & 0xFF;
      to[i] = (first << WEIGHT_BITS) + (((right[i] >> shift) & 0xFF) - first) * rightWeight[i];
    }
  }

  private void add(float gain, float[] sum) {
    // Two loops: a conversion that shares its register with a sum waits for the sum.
    for (int i = 0; i < converted.length; i++) {
      converted[i] = (float) upper[i];
    }
    for (int i = 0; i < sum.length; i++) {
      sum[i] += gain * converted[i];
    }
  }

  private void interleave(float[] out, int offset) {
    float[] red = sums[0];
    float[] green = sums[1];
    float[] blue = sums[2];
    for (int i = 0, o = offset; i < red.length; i++, o += 3) {
      out[o] = red[i];
      out[o + 1] = green[i];
      out[o + 2] = blue[i];
    }
  }
}
