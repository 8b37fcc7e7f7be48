package org.wingloss.model.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.wingloss.data.geometry.Box;
import org.wingloss.data.image.RgbImage;
import org.wingloss.data.synthetic.SyntheticFace;
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
        Optional<Box> best =
            FacePlace.best(detector, landmarks, image, Optional.empty()).map(FacePlace::box);
        Optional<Box> first = faces.find(image).stream().findFirst().map(FaceLandmarks.Found::box);
        assertEquals(first, best, "face " + i);
        Optional<Box> alone =
            detector.detect(image).stream().findFirst().map(FaceDetector.Detection::box);
        otherwise += best.equals(alone) ? 0 : 1;
      }
    }
    assertTrue(otherwise > 0, "the landmarks decided nothing");
  }

  @Test
  void best_ofTwoFaces_isTheOneThatWasSeenLast() {
    SyntheticFace front =
        new SyntheticFaces(20_260, SyntheticSettings.DEFAULT.withYaw(5, 20).withDisturbance(0, 0.5))
            .face(4, 200);
    RgbImage both = new RgbImage(400, 200);
    for (int side = 0; side < 2; side++) {
      byte[] face = front.image().rgb();
      for (int y = 0; y < 200; y++) {
        System.arraycopy(face, 3 * 200 * y, both.rgb(), 3 * (400 * y + 200 * side), 3 * 200);
      }
    }
    try (FaceDetector detector = FaceDetector.standard();
        Ensemble landmarks = Ensemble.standard(TestTimeAugmentation.PAIR)) {
      for (int side = 0; side < 2; side++) {
        Box last = front.box().moved(200 * side + 10, -5);
        Box found =
            FacePlace.best(detector, landmarks, both, Optional.of(last)).orElseThrow().box();
        assertEquals(last.centreX(), found.centreX(), last.width() / 2);
      }
    }
  }
}
