package org.wingloss.model.inference;

import java.util.List;
import org.wingloss.data.geometry.Box;
import org.wingloss.data.image.RgbImage;

/**
 * The predictions for one picture.
 *
 * @param picture the picture
 * @param image its pixels, as the boxes and landmarks refer to them
 * @param faces one per box, in the order of the boxes
 */
public record PicturePrediction(InputPicture picture, RgbImage image, List<FoundFace> faces) {
  /** Copies the list. */
  public PicturePrediction {
    faces = List.copyOf(faces);
  }

  /**
   * One face.
   *
   * @param id the picture's id, with {@code #2}, {@code #3} … for further faces
   * @param box the face box
   * @param prediction landmarks and their spread, picture pixels
   */
  public record FoundFace(String id, Box box, FacePrediction prediction) {}
}
