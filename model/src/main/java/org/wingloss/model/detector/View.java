package org.wingloss.model.detector;

import org.wingloss.data.geometry.AffineMap;
import org.wingloss.data.image.RgbImage;
import org.wingloss.data.image.Warp;

/**
 * What a detector sees in one call: a picture, or a piece of it at some scale, in the upper left
 * corner of its input. What remains of the input is zero.
 *
 * @param seen input pixels
 * @param width the input's, at least that of what is seen
 * @param height likewise
 * @param imageFromInput where input pixels lie in the picture
 */
record View(RgbImage seen, int width, int height, AffineMap imageFromInput) {
  /** The whole picture. */
  static View of(RgbImage image, Placement placement, int width, int height) {
    AffineMap map = placement.networkFromImage(image);
    RgbImage seen = Warp.crop(image, map, placement.width(), placement.height());
    return new View(seen, width, height, map.inverse());
  }
}
