package org.wingloss.data.synthetic.photograph;

import org.wingloss.data.face.Landmarks;
import org.wingloss.data.image.RgbImage;

/**
 * A frontal photograph, prepared for synthetic faces.
 *
 * @param skin its skin, for other heads
 * @param head the whole of it, for other poses
 */
public record Photograph(PhotographedSkin skin, PhotographedHead head) {
  /**
   * Prepares a photograph.
   *
   * @param landmarks the 68 landmarks of 300-W in its pixels
   * @throws IllegalArgumentException if there are not 68
   */
  public static Photograph of(RgbImage image, Landmarks landmarks) {
    return new Photograph(
        new PhotographedSkin(image, landmarks), new PhotographedHead(image, landmarks));
  }
}
