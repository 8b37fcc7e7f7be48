package org.wingloss.model;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.geometry.Box;
import org.wingloss.data.image.ImageFiles;
import org.wingloss.data.image.RgbImage;
import org.wingloss.model.detector.FaceDetector;
import org.wingloss.model.inference.Ensemble;
import org.wingloss.model.inference.FaceInput;
import org.wingloss.model.inference.FacePlace;
import org.wingloss.model.inference.FacePrediction;
import org.wingloss.model.inference.PredictionModels;
import org.wingloss.model.inference.TestTimeAugmentation;

/**
 * Faces and their landmarks in a picture, by the detector and the landmark model that travel with
 * the program. May be shared by threads.
 */
public final class FaceLandmarks implements AutoCloseable {
  private final FaceDetector detector;
  private final Ensemble landmarks;

  private FaceLandmarks(FaceDetector detector, Ensemble landmarks) {
    this.detector = detector;
    this.landmarks = landmarks;
  }

  /**
   * A face of a picture.
   *
   * @param box where the detector found it, picture pixels
   * @param score how sure the detector is, 0 to 1
   * @param landmarks the 68 of 300-W, picture pixels
   * @param plausible whether the landmarks could be a face, by the shapes that the model was
   *     trained on: what is no face, or hardly to be seen, is mostly found out by it
   * @param spread per landmark, how far the predictions under test-time augmentation spread,
   *     picture pixels; none where {@link #standard()} was opened without it
   */
  public record Found(
      Box box, double score, Landmarks landmarks, boolean plausible, List<Double> spread) {
    /** Copies the list. */
    public Found {
      spread = List.copyOf(spread);
    }
  }

  /**
   * Opens the built-in detector and landmark model. The landmarks of a face are the average of
   * {@linkplain TestTimeAugmentation#PAIR two views} of it. Faces have no {@link Found#spread()}.
   */
  public static FaceLandmarks standard() {
    return standard(TestTimeAugmentation.PAIR);
  }

  /**
   * As {@link #standard()}, with other views.
   *
   * @param views what the landmarks of a face are the average of; {@link
   *     TestTimeAugmentation#SHIFT_AND_FLIP} takes about three times as long and gives every
   *     landmark its spread, {@link TestTimeAugmentation#NONE} is the quickest and least accurate
   */
  public static FaceLandmarks standard(TestTimeAugmentation views) {
    return open(FaceDetector::standard, () -> Ensemble.standard(views));
  }

  static FaceLandmarks open(Supplier<FaceDetector> detector, Supplier<Ensemble> landmarks) {
    PredictionModels models = PredictionModels.open(landmarks, () -> Optional.of(detector.get()));
    return new FaceLandmarks(models.detector().orElseThrow(), models.landmarks());
  }

  /**
   * The faces of a picture in a file, which is first rotated as its EXIF tag says: pixels are those
   * that a viewer shows.
   *
   * @return the surest first; none if there is no face
   * @throws InvalidDataException if the file is no picture that can be read
   */
  public List<Found> find(Path picture) {
    return find(ImageFiles.readUpright(picture));
  }

  /** The faces of a picture, the surest first; none if there is no face. */
  public List<Found> find(RgbImage image) {
    List<Found> faces = new ArrayList<>();
    for (FacePlace place : FacePlace.detected(detector, landmarks, image)) {
      FacePrediction prediction = landmarks.predict(new FaceInput(image, place.box()));
      if (place.isFace(prediction)) {
        faces.add(found(place, prediction));
      }
    }
    return faces;
  }

  private Found found(FacePlace place, FacePrediction prediction) {
    return new Found(
        place.box(),
        place.score().orElseThrow(),
        prediction.landmarks(),
        prediction.plausible().orElse(true),
        landmarks.augmentation() == TestTimeAugmentation.SHIFT_AND_FLIP
            ? prediction.spread()
            : List.of());
  }

  /** As {@link #find(RgbImage)}. */
  public List<Found> find(BufferedImage image) {
    return find(ImageFiles.rgb(image));
  }

  /** Frees the engine's memory. */
  @Override
  public void close() {
    landmarks.close();
    detector.close();
  }
}
