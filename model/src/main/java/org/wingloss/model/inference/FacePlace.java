package org.wingloss.model.inference;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.wingloss.data.geometry.Box;
import org.wingloss.data.image.RgbImage;
import org.wingloss.model.detector.FaceDetector;

/**
 * A place of a picture where a face is looked for: a box that was given, or one that a detector
 * found.
 *
 * @param id of the face, where whoever gave the box knows it
 * @param box picture pixels
 * @param score how sure the detector is, 0 to 1; empty where the box was given
 * @param sure whether it is a face whatever its landmarks look like
 */
public record FacePlace(Optional<String> id, Box box, Optional<Double> score, boolean sure) {
  /** A box that was given. */
  public static FacePlace given(Box box) {
    return new FacePlace(Optional.empty(), box, Optional.empty(), true);
  }

  /** A box that was given for the face of an id. */
  static FacePlace named(String id, Box box) {
    return new FacePlace(Optional.of(id), box, Optional.empty(), true);
  }

  /**
   * What a detector finds, best first.
   *
   * @param landmarks whoever predicts the landmarks; if it {@linkplain Ensemble#verifies verifies},
   *     weaker places are among them, which {@link #isFace} decides on
   */
  public static List<FacePlace> detected(
      FaceDetector detector, Ensemble landmarks, RgbImage image) {
    boolean verified = landmarks.verifies();
    return (verified ? detector.candidates(image) : detector.detect(image))
        .stream()
            .map(
                one ->
                    new FacePlace(
                        Optional.empty(),
                        one.box(),
                        Optional.of(one.score()),
                        !verified || detector.isSure(one)))
            .toList();
  }

  /**
   * The best of the places that {@linkplain #isFace are faces}, if there is one.
   *
   * @param last where the face was seen last: a place that overlaps it, the more the better, comes
   *     before those that do not
   */
  public static Optional<FacePlace> best(
      FaceDetector detector, Ensemble landmarks, RgbImage image, Optional<Box> last) {
    return detected(detector, landmarks, image).stream()
        .sorted(Comparator.comparingDouble(place -> -last.map(place.box::overlap).orElse(0.0)))
        .filter(
            place -> place.sure || place.isFace(landmarks.predict(new FaceInput(image, place.box))))
        .findFirst();
  }

  /** Whether there is a face, now that its landmarks are known. */
  public boolean isFace(FacePrediction prediction) {
    return sure || prediction.plausible().orElse(true);
  }
}
