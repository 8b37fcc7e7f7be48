package org.wingloss.model.inference;

import java.util.List;
import org.wingloss.data.geometry.Box;
import org.wingloss.data.image.RgbImage;

/**
 * What was found in one picture.
 *
 * @param picture the picture
 * @param image its pixels, as the boxes and landmarks refer to them
 * @param faces one answer per box, in the order of the boxes
 */
public record Prediction(InputPicture picture, RgbImage image, List<FoundFace> faces) {
  /** Copies the list. */
  public Prediction {
    faces = List.copyOf(faces);
  }

  /**
   * One face.
   *
   * @param id the picture's id, with {@code #2}, {@code #3} … for further faces
   * @param box the box that was asked about
   * @param answer landmarks and their spread, picture pixels
   */
  public record FoundFace(String id, Box box, Ensemble.Answer answer) {}
}
