package org.wingloss.model.predict;

import java.util.List;
import java.util.Optional;
import org.wingloss.data.geometry.Box;
import org.wingloss.data.geometry.Landmarks;
import org.wingloss.data.image.RgbImage;

/**
 * What was found in one picture.
 *
 * @param picture the picture
 * @param image its pixels, as the boxes and landmarks refer to them
 * @param faces one answer per box, in the order of the boxes
 */
public record Prediction(Picture picture, RgbImage image, List<FoundFace> faces) {
  /** Copies the list. */
  public Prediction {
    faces = List.copyOf(faces);
  }

  /**
   * One face.
   *
   * @param id the picture's id, with {@code #2}, {@code #3} … for further faces
   * @param box the box that was asked about
   * @param landmarks the answer, picture pixels
   * @param uncertainty the spread per landmark, picture pixels, when asked for; see {@link
   *     org.wingloss.model.localiser.Uncertainty}
   * @param fallback why the second stage saw the face box, if it did
   */
  public record FoundFace(
      String id,
      Box box,
      Landmarks landmarks,
      Optional<List<Double>> uncertainty,
      Optional<String> fallback) {}
}
