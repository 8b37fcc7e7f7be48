package org.wingloss.model.localiser;

import org.wingloss.data.geometry.Box;
import org.wingloss.data.image.RgbImage;

/**
 * A question to a localiser.
 *
 * @param image the picture
 * @param box the face box, image pixels; it may reach outside the picture, whose border repeats
 * @param mirrored whether the networks see the crop mirrored; the answer is mirrored back
 */
public record Face(RgbImage image, Box box, boolean mirrored) {
  /** A question about the crop as it is. */
  public Face(RgbImage image, Box box) {
    this(image, box, false);
  }
}
