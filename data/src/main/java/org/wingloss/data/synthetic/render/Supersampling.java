package org.wingloss.data.synthetic.render;

import org.wingloss.data.image.RgbImage;

/** Makes the picture out of the larger canvas, so that edges are smooth. */
public final class Supersampling {
  private Supersampling() {}

  /** The canvas side for a picture: one and a half times as large, or twice where that is small. */
  public static int canvasSide(int size) {
    return size >= 128 && size % 2 == 0 ? size / 2 * 3 : size * 2;
  }

  /** The picture; {@code size} must be the one that the canvas was made for. */
  public static RgbImage picture(Canvas canvas, int size) {
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
        int p = c[at];
        int q = c[at + 1];
        int r = c[at + side];
        int s = c[at + side + 1];
        for (int shift = 16; shift >= 0; shift -= 8) {
          int sum =
              (p >> shift & 255) + (q >> shift & 255) + (r >> shift & 255) + (s >> shift & 255);
          rgb[out++] = (byte) (sum >> 2);
        }
      }
    }
    return rgb;
  }

  /** Three canvas pixels make two: each takes one whole and half of the middle one. */
  private static byte[] twoThirds(Canvas canvas, int size) {
    byte[] rgb = new byte[3 * size * size];
    int[] c = canvas.colours();
    int side = canvas.size();
    int[] redBlue = new int[side];
    int[] green = new int[side];
    for (int y = 0, out = 0; y < size; y++) {
      int whole = (y / 2 * 3 + (y & 1) * 2) * side;
      int middle = (y / 2 * 3 + 1) * side;
      // Red and blue travel in one word; nine times 255 needs twelve bits.
      for (int x = 0; x < side; x++) {
        int p = c[whole + x];
        int q = c[middle + x];
        redBlue[x] = 2 * (p & 0xFF00FF) + (q & 0xFF00FF);
        green[x] = 2 * (p >> 8 & 255) + (q >> 8 & 255);
      }
      for (int x = 0; x < side; x += 3, out += 6) {
        put(rgb, out, 2 * redBlue[x] + redBlue[x + 1], 2 * green[x] + green[x + 1]);
        put(rgb, out + 3, 2 * redBlue[x + 2] + redBlue[x + 1], 2 * green[x + 2] + green[x + 1]);
      }
    }
    return rgb;
  }

  private static void put(byte[] rgb, int out, int redBlue, int green) {
    rgb[out] = (byte) ((redBlue >>> 16) / 9);
    rgb[out + 1] = (byte) (green / 9);
    rgb[out + 2] = (byte) ((redBlue & 0xFFFF) / 9);
  }
}
