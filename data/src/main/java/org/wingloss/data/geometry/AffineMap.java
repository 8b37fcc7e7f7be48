package org.wingloss.data.geometry;

/**
 * The affine map {@code x' = xx·x + xy·y + x0, y' = yx·x + yy·y + y0} of the plane, in pixels; x
 * points right, y down, pixel centres lie on integers. A map is named after where it leads and
 * where it comes from ({@code networkFromImage}), so that {@code
 * networkFromStore.after(storeFromImage)} reads like the result.
 *
 * @param xx x' per x
 * @param xy x' per y
 * @param x0 x' of the origin
 * @param yx y' per x
 * @param yy y' per y
 * @param y0 y' of the origin
 */
public record AffineMap(double xx, double xy, double x0, double yx, double yy, double y0) {
  /** The map that moves nothing. */
  public static final AffineMap IDENTITY = new AffineMap(1, 0, 0, 0, 1, 0);

  /** Checks that every coefficient is finite. */
  public AffineMap {
    if (!Double.isFinite(xx + xy + x0 + yx + yy + y0)) {
      throw new IllegalArgumentException(
          "an affine map needs finite coefficients but was [%s %s %s; %s %s %s]"
              .formatted(xx, xy, x0, yx, yy, y0));
    }
  }

  /** Moves every point by (dx, dy). */
  public static AffineMap translation(double dx, double dy) {
    return new AffineMap(1, 0, dx, 0, 1, dy);
  }

  /** Scales about the origin. */
  public static AffineMap scaling(double sx, double sy) {
    return new AffineMap(sx, 0, 0, 0, sy, 0);
  }

  /**
   * Changes the size of a picture. Its outer edges fall on those of the new picture: −0.5 stays
   * −0.5, so that the centre of the first pixel moves.
   */
  public static AffineMap resizing(double sx, double sy) {
    return new AffineMap(sx, 0, (sx - 1) / 2, 0, sy, (sy - 1) / 2);
  }

  /** Rotates about (cx, cy); a positive angle rotates x towards y, clockwise on the screen. */
  public static AffineMap rotation(double radians, double cx, double cy) {
    double c = Math.cos(radians);
    double s = Math.sin(radians);
    return new AffineMap(c, -s, cx - c * cx + s * cy, s, c, cy - s * cx - c * cy);
  }

  /**
   * Maps a box onto a picture of {@code size × size} pixels. The box's edges fall on the outer
   * edges of the border pixels, −0.5 and size − 0.5.
   */
  public static AffineMap boxToSquare(Box box, int size) {
    if (size < 1) {
      throw new IllegalArgumentException("size must be >= 1 but was " + size);
    }
    double sx = size / box.width();
    double sy = size / box.height();
    return new AffineMap(sx, 0, -0.5 - sx * box.left(), 0, sy, -0.5 - sy * box.top());
  }

  /** Flips a picture of the given width left to right: pixel 0 becomes pixel width − 1. */
  public static AffineMap flip(int width) {
    return new AffineMap(-1, 0, width - 1.0, 0, 1, 0);
  }

  /** The map that applies {@code first} and then this one. */
  public AffineMap after(AffineMap first) {
    return new AffineMap(
        xx * first.xx + xy * first.yx,
        xx * first.xy + xy * first.yy,
        xx * first.x0 + xy * first.y0 + x0,
        yx * first.xx + yy * first.yx,
        yx * first.xy + yy * first.yy,
        yx * first.x0 + yy * first.y0 + y0);
  }

  /**
   * The map back.
   *
   * @throws ArithmeticException if the map is singular
   */
  public AffineMap inverse() {
    double det = determinant();
    if (Math.abs(det) < 1e-300) {
      throw new ArithmeticException("a singular affine map has no inverse: " + this);
    }
    double ixx = yy / det;
    double ixy = -xy / det;
    double iyx = -yx / det;
    double iyy = xx / det;
    return new AffineMap(ixx, ixy, -(ixx * x0 + ixy * y0), iyx, iyy, -(iyx * x0 + iyy * y0));
  }

  /** The factor by which areas grow; negative when the map flips. */
  public double determinant() {
    return xx * yy - xy * yx;
  }

  /** The square root of the area factor: the mean magnification of lengths. */
  public double scale() {
    return Math.sqrt(Math.abs(determinant()));
  }

  /** x' of the point (x, y). */
  public double x(double x, double y) {
    return xx * x + xy * y + x0;
  }

  /** y' of the point (x, y). */
  public double y(double x, double y) {
    return yx * x + yy * y + y0;
  }
}
