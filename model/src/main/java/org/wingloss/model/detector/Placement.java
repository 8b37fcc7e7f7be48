package org.wingloss.model.detector;

import org.wingloss.data.geometry.AffineMap;
import org.wingloss.data.image.RgbImage;

/**
 * The size to which a picture is resampled before it is laid into the upper left corner of a
 * detector's input; what remains of the input is zero.
 *
 * @param width input pixels, at least 1
 * @param height input pixels, at least 1
 */
record Placement(int width, int height) {
  /** As large as fits at the picture's own proportions, never enlarged. */
  static Placement fitted(RgbImage image, int width, int height) {
    double scale =
        Math.min(1, Math.min((double) width / image.width(), (double) height / image.height()));
    return new Placement(side(scale * image.width()), side(scale * image.height()));
  }

  private static int side(double exact) {
    return (int) Math.max(1, Math.round(exact));
  }

  /** Scales so that the outer edges of the pictures meet, not the centres of the corner pixels. */
  AffineMap networkFromImage(RgbImage image) {
    return AffineMap.resizing((double) width / image.width(), (double) height / image.height());
  }
}
