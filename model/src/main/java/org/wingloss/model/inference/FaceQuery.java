package org.wingloss.model.inference;

import org.wingloss.data.geometry.Box;
import org.wingloss.data.image.RgbImage;

/**
 * A question to a localiser.
 *
 * @param image the picture
 * @param box the face box, image pixels; it may reach outside the picture, whose border repeats
 * @param right how far every network's crop is shifted to the right, as a share of its side: of the
 *     face box, and of the aligned crop in a second stage
 * @param down how far it is shifted down
 * @param mirrored whether the networks see the crop mirrored; the answer is mirrored back
 */
public record FaceQuery(RgbImage image, Box box, double right, double down, boolean mirrored) {
  /** A question about the crop as it is. */
  public FaceQuery(RgbImage image, Box box) {
    this(image, box, 0, 0, false);
  }

  /** The box with its shift. */
  Box shiftedBox() {
    return box.moved(right * box.width(), down * box.height());
  }
}
