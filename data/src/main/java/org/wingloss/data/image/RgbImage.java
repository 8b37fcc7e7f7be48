package org.wingloss.data.image;

/**
 * A decoded picture: 8-bit RGB, interleaved, row by row. The array is shared, not copied: a picture
 * is large and flows through one owner at a time.
 */
public final class RgbImage {
  private final int width;
  private final int height;
  private final byte[] rgb;

  /**
   * Wraps pixels.
   *
   * @param rgb {@code 3·width·height} bytes, row by row, red first; kept, not copied
   */
  public RgbImage(int width, int height, byte[] rgb) {
    if (width < 1 || height < 1 || (long) width * height * 3 != rgb.length) {
      throw new IllegalArgumentException(
          "a picture of %d x %d pixels needs %d bytes but got %d"
              .formatted(width, height, 3L * width * height, rgb.length));
    }
    this.width = width;
    this.height = height;
    this.rgb = rgb;
  }

  /** A black picture. */
  public RgbImage(int width, int height) {
    this(width, height, new byte[Math.multiplyExact(3, Math.multiplyExact(width, height))]);
  }

  /** The picture of numbers from 0 to 1 in the order of {@link #values}, each rounded. */
  public static RgbImage of(int width, int height, float... values) {
    byte[] rgb = new byte[values.length];
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = (byte) (int) (255 * values[i] + 0.5f);
    }
    return new RgbImage(width, height, rgb);
  }

  /** Pixels per row. */
  public int width() {
    return width;
  }

  /** Rows. */
  public int height() {
    return height;
  }

  /** The pixels as numbers from 0 to 1, in the order of {@link #rgb}. */
  public float[] values() {
    float[] values = new float[rgb.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (rgb[i] & 0xFF) / 255f;
    }
    return values;
  }

  /** The pixels themselves (no copy): red of pixel (x, y) is at {@code 3·(y·width + x)}. */
  public byte[] rgb() {
    return rgb;
  }
}
