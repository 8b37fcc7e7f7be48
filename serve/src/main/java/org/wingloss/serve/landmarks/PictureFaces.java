package org.wingloss.serve.landmarks;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * What was found in a picture, as it is sent. Coordinates are pixels of the picture as a viewer
 * shows it, 0-based, pixel centres on integers.
 *
 * @param model tells the model from others
 * @param scheme what the landmarks mean
 * @param width of the picture, pixels
 * @param height of the picture, pixels
 * @param flaw what is wrong with the picture's file although all pixels are there; null if nothing
 * @param faces in the order of the boxes given, or the surest first
 * @param times milliseconds of each part
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record PictureFaces(
    String model,
    String scheme,
    int width,
    int height,
    String flaw,
    List<FoundFace> faces,
    Times times) {

  /**
   * One face; a line of such objects is a file that {@code score} reads.
   *
   * @param id {@code 1}, {@code 2} …
   * @param box left, top, right, bottom
   * @param score how sure the detector is, 0 to 1; null where the box was given
   * @param landmarks pairs [x, y]
   * @param plausible whether the landmarks could be a face; null where the model cannot tell
   * @param spread per landmark, how far the predictions under test-time augmentation spread,
   *     pixels; null without it
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record FoundFace(
      String id,
      List<Double> box,
      Double score,
      List<double[]> landmarks,
      Boolean plausible,
      List<Double> spread) {}

  /**
   * Milliseconds.
   *
   * @param waiting until a thread was free
   * @param decoding the picture
   * @param detection of faces
   * @param landmarks crops and network, waiting for the batch included
   */
  record Times(double waiting, double decoding, double detection, double landmarks) {}
}
