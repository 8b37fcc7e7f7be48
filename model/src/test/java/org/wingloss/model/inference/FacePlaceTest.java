package org.wingloss.model.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.wingloss.data.geometry.Box;
import org.wingloss.data.image.RgbImage;
import org.wingloss.data.synthetic.SyntheticFaces;
import org.wingloss.data.synthetic.SyntheticSettings;
import org.wingloss.model.FaceLandmarks;
import org.wingloss.model.detector.FaceDetector;

class FacePlaceTest {
  private static final SyntheticFaces HIDDEN =
      new SyntheticFaces(56, SyntheticSettings.DEFAULT.withYaw(40, 80).withDisturbance(1, 1));

  @Test
  void best_isTheFirstFaceThatIsFoundInThePicture() {
    int otherwise = 0;
    try (FaceLandmarks faces = FaceLandmarks.standard();
        FaceDetector detector = FaceDetector.standard();
        Ensemble landmarks = Ensemble.standard(TestTimeAugmentation.PAIR)) {
      for (int i = 0; i < 30; i++) {
        RgbImage image = HIDDEN.face(i, 120).image();
        Optional<Box> best = FacePlace.best(detector, landmarks, image).map(FacePlace::box);
        Optional<Box> first = faces.find(image).stream().findFirst().map(FaceLandmarks.Found::box);
        assertEquals(first, best, "face " + i);
        Optional<Box> alone =
            detector.detect(image).stream().findFirst().map(FaceDetector.Detection::box);
        otherwise += best.equals(alone) ? 0 : 1;
      }
    }
    assertTrue(otherwise > 0, "the landmarks decided nothing");
  }
}
