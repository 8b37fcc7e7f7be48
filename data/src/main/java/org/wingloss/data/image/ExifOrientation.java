package org.wingloss.data.image;

import org.wingloss.data.geometry.AffineMap;

/**
 * How a camera was held, from the EXIF tag 274 of a JPEG, PNG, TIFF or WebP file ({@link
 * EncodedPicture#orientation}). {@link ImageFiles#read} gives the pixels as stored, which is what
 * the annotations of the published data sets refer to; a picture shown to a person is rotated
 * upright first.
 */
public enum ExifOrientation {
  /** Upright as stored (tag value 1). */
  UPRIGHT(1, 0, 0, 1),
  /** Flipped left to right (2). */
  MIRRORED(-1, 0, 0, 1),
  /** Upside down (3). */
  HALF_TURN(-1, 0, 0, -1),
  /** Flipped top to bottom (4). */
  MIRRORED_HALF_TURN(1, 0, 0, -1),
  /** Rows and columns exchanged (5). */
  TRANSPOSED(0, 1, 1, 0),
  /** To be rotated clockwise by a quarter (6). */
  QUARTER_TURN(0, -1, 1, 0),
  /** Exchanged about the other diagonal (7). */
  TRANSVERSE(0, -1, -1, 0),
  /** To be rotated anticlockwise by a quarter (8). */
  THREE_QUARTER_TURN(0, 1, -1, 0);

  private final int xx;
  private final int xy;
  private final int yx;
  private final int yy;

  ExifOrientation(int xx, int xy, int yx, int yy) {
    this.xx = xx;
    this.xy = xy;
    this.yx = yx;
    this.yy = yy;
  }

  /** The orientation of a tag's value; UPRIGHT for a value that the standard does not have. */
  static ExifOrientation ofTag(long value) {
    return value >= 1 && value <= values().length ? values()[(int) value - 1] : UPRIGHT;
  }

  /** Whether upright exchanges width and height. */
  public boolean exchangesSides() {
    return xx == 0;
  }

  /** The map from a stored picture of the given size to the upright one. */
  public AffineMap uprightFromStored(int width, int height) {
    double x0 = xx + xy > 0 ? 0 : (exchangesSides() ? height : width) - 1.0;
    double y0 = yx + yy > 0 ? 0 : (exchangesSides() ? width : height) - 1.0;
    return new AffineMap(xx, xy, x0, yx, yy, y0);
  }

  /** The upright picture; the argument itself when it is upright already. */
  public RgbImage upright(RgbImage stored) {
    if (this == UPRIGHT) {
      return stored;
    }
    int width = stored.width();
    int height = stored.height();
    AffineMap map = uprightFromStored(width, height);
    RgbImage out = exchangesSides() ? new RgbImage(height, width) : new RgbImage(width, height);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int row = (int) map.y(x, y);
        int column = (int) map.x(x, y);
        int to = 3 * (row * out.width() + column);
        System.arraycopy(stored.rgb(), 3 * (y * width + x), out.rgb(), to, 3);
      }
    }
    return out;
  }
}
