package org.wingloss.data.synthetic;

import org.wingloss.data.image.RgbImage;

/** Makes the picture out of the larger canvas, so that edges are smooth. */
final class Downscale {
  private Downscale() {}

  /** The canvas side for a picture: one and a half times as large, or twice where that is small. */
  static int canvasSide(int size) {
    return size >= 128 && size % 2 == 0 ? size / 2 * 3 : size * 2;
  }

  /** The picture; {@code size} must be the one that the canvas was made for. */
  static RgbImage picture(Canvas canvas, int size) {
    return new RgbImage(
        size, size, canvas.size() == 2 * size ? half(canvas, size) : twoThirds(canvas, size));
  }

  private static byte[] half(Canvas canvas, int size) {
    byte[] rgb = new byte[3 * size * size];
    int[] c = canvas.colours();
    int side = canvas.size();
    for (int y = 0, out = 0; y < size; y++) {
      for (int x = 0; x < size; x++) {
        int at = 2 * y * side + 2 * x;
        out = put(rgb, out, c[at], c[at + 1], c[at + side], c[at + side + 1], 1, 1, 1, 1, 4);
      }
    }
    return rgb;
  }

  /** Three canvas pixels make two: each takes one whole and half of the middle one. */
  private static byte[] twoThirds(Canvas canvas, int size) {
    byte[] rgb = new byte[3 * size * size];
    int[] c = canvas.colours();
    int side = canvas.size();
    for (int y = 0, out = 0; y < size; y++) {
      int whole = (y / 2 * 3 + (y & 1) * 2) * side;
      int middle = (y / 2 * 3 + 1) * side;
      for (int x = 0; x < size; x++) {
        int own = x / 2 * 3 + (x & 1) * 2;
        int shared = x / 2 * 3 + 1;
        out =
            put(
                rgb,
                out,
                c[whole + own],
                c[whole + shared],
                c[middle + own],
                c[middle + shared],
                4,
                2,
                2,
                1,
                9);
      }
    }
    return rgb;
  }

  private static int put(
      byte[] rgb, int out, int p, int q, int r, int s, int wp, int wq, int wr, int ws, int sum) {
    // Red and blue travel in one word; nine times 255 needs twelve bits.
    int redBlue =
        (p & 0xFF00FF) * wp + (q & 0xFF00FF) * wq + (r & 0xFF00FF) * wr + (s & 0xFF00FF) * ws;
    int green =
        (p >> 8 & 255) * wp + (q >> 8 & 255) * wq + (r >> 8 & 255) * wr + (s >> 8 & 255) * ws;
    rgb[out] = (byte) ((redBlue >>> 16) / sum);
    rgb[out + 1] = (byte) (green / sum);
    rgb[out + 2] = (byte) ((redBlue & 0xFFFF) / sum);
    return out + 3;
  }
}
