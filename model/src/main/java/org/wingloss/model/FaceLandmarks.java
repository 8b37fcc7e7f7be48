package org.wingloss.model;

import java.awt.image.BufferedImage;
import java.util.List;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.geometry.Box;
import org.wingloss.data.image.ImageFiles;
import org.wingloss.data.image.RgbImage;
import org.wingloss.model.detector.FaceDetector;
import org.wingloss.model.inference.Ensemble;
import org.wingloss.model.inference.FaceInput;
import org.wingloss.model.inference.Localiser;
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
   */
  public record Found(Box box, double score, Landmarks landmarks) {}

  /** Opens the built-in detector and landmark model. */
  public static FaceLandmarks standard() {
    FaceDetector detector = FaceDetector.standard();
    try {
      List<Localiser> model = List.of(Localiser.standard());
      return new FaceLandmarks(detector, new Ensemble(model, TestTimeAugmentation.NONE, true));
    } catch (RuntimeException e) {
      detector.close();
      throw e;
    }
  }

  /** The faces of a picture, the surest first; none if there is no face. */
  public List<Found> find(RgbImage image) {
    return detector.detect(image).stream()
        .map(
            face ->
                new Found(
                    face.box(),
                    face.score(),
                    landmarks.predict(new FaceInput(image, face.box())).landmarks()))
        .toList();
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
