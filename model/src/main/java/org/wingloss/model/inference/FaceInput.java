package org.wingloss.model.inference;

import org.wingloss.data.geometry.Box;
import org.wingloss.data.image.RgbImage;

/**
 * A face in a picture, and how it is shown to the networks.
 *
 * @param image the picture
 * @param box the face box, image pixels; it may reach outside the picture, whose border repeats
 * @param right how far every network's crop is shifted to the right, as a share of its side: of the
 *     face box, and of the aligned crop in a second stage
 * @param down how far it is shifted down
 * @param flipped whether the networks see the crop flipped; the prediction is flipped back
 */
public record FaceInput(RgbImage image, Box box, double right, double down, boolean flipped) {
  /** The crop as it is. */
  public FaceInput(RgbImage image, Box box) {
    this(image, box, 0, 0, false);
  }

  /** The box with its shift. */
  Box shiftedBox() {
    return box.moved(right * box.width(), down * box.height());
  }
}
