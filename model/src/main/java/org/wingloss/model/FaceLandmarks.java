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
import org.wingloss.model.inference.Localiser;
import org.wingloss.model.inference.PredictionModels;
import org.wingloss.model.inference.TestTimeAugmentation;

/**
 * Faces and their landmarks in a picture, by the detector and the landmark model that travel with
 * the program, or by others. May be shared by threads; closing waits for the calls under way, and a
 * call that begins later ends in an {@link IllegalStateException}.
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
   * @param landmarks of the model's scheme, picture pixels; the built-in model's are the 68 of
   *     300-W
   * @param plausible whether the landmarks could be a face, by the shapes that the model was
   *     trained on: what is no face, or hardly to be seen, is mostly found out by it; true where
   *     the model does not carry its shapes
   * @param spread per landmark, how far the averaged predictions spread, picture pixels; none but
   *     with {@link TestTimeAugmentation#SHIFT_AND_FLIP} or several models
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

  /**
   * Opens a landmark model of one's own beside the built-in detector: one view of a face, in the
   * detector's box, as {@code predict --model} has it. The model should have been trained on such
   * boxes.
   *
   * @param model see {@link Localiser#open(Path)}
   * @throws InvalidDataException if there is no model, or one that cannot be used
   */
  public static FaceLandmarks open(Path model) {
    return open(FaceDetector::standard, () -> Ensemble.open(model));
  }

  /**
   * Takes landmark models and a detector that were opened before; closing this closes them.
   *
   * @param landmarks say whether boxes are refined and which views are averaged
   */
  public static FaceLandmarks of(Ensemble landmarks, FaceDetector detector) {
    return new FaceLandmarks(detector, landmarks);
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
    return find(() -> ImageFiles.readUpright(picture));
  }

  /**
   * As {@link #find(Path)}, for a picture's file in memory.
   *
   * @param encoded the whole file: JPEG, PNG, BMP, GIF, TIFF or WebP
   */
  public List<Found> find(byte[] encoded) {
    return find(() -> ImageFiles.decodeUpright(encoded, "the picture"));
  }

  /** The faces of a picture, the surest first; none if there is no face. */
  public List<Found> find(RgbImage image) {
    return find(() -> image);
  }

  /** Decoding belongs to the call: closing waits for it, too. */
  private List<Found> find(Supplier<RgbImage> image) {
    return detector.whileOpen(() -> landmarks.whileOpen(() -> found(image.get())));
  }

  private List<Found> found(RgbImage image) {
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
        spreads() ? prediction.spread() : List.of());
  }

  private boolean spreads() {
    return landmarks.augmentation() == TestTimeAugmentation.SHIFT_AND_FLIP
        || landmarks.localisers().size() > 1;
  }

  /**
   * As {@link #find(RgbImage)}, for a picture of AWT. {@code ImageIO} does not rotate a photograph
   * as its EXIF tag says: one of a phone may then show no face; for its file there are {@link
   * #find(Path)} and {@link #find(byte[])}.
   */
  public List<Found> find(BufferedImage image) {
    return find(() -> ImageFiles.rgb(image));
  }

  /** Waits for the calls under way and frees the engine's memory; closing twice is harmless. */
  @Override
  public void close() {
    landmarks.close();
    detector.close();
  }
}
