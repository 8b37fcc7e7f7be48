package org.wingloss.model.inference;

import java.util.List;
import java.util.Optional;
import org.wingloss.data.geometry.Box;
import org.wingloss.data.image.RgbImage;

/**
 * The predictions for one picture.
 *
 * @param picture the picture
 * @param image its pixels, as the boxes and landmarks refer to them
 * @param oriented whether the EXIF tag asks for a rotation of the pixels as stored; they are
 *     rotated where the runner is {@linkplain InferenceRunner#upright() upright}
 * @param flaw what is wrong with the picture's file although all pixels are there
 * @param faces one per box, in the order of the boxes
 */
public record PicturePrediction(
    InputPicture picture,
    RgbImage image,
    boolean oriented,
    Optional<String> flaw,
    List<FoundFace> faces) {
  /** Copies the list. */
  public PicturePrediction {
    faces = List.copyOf(faces);
  }

  /** The same picture with some of its faces. */
  public PicturePrediction with(List<FoundFace> kept) {
    return new PicturePrediction(picture, image, oriented, flaw, kept);
  }

  /**
   * One face.
   *
   * @param id the picture's id, with {@code #2}, {@code #3} … for further faces, or the one that
   *     came with the box
   * @param box the face box
   * @param prediction landmarks and their spread, picture pixels
   */
  public record FoundFace(String id, Box box, FacePrediction prediction) {}
}
