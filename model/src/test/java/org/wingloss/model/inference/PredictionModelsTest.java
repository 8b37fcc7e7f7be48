package org.wingloss.model.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.image.RgbImage;
import org.wingloss.model.detector.FaceDetector;

class PredictionModelsTest {
  private static final RgbImage PICTURE = new RgbImage(64, 64);

  private static Ensemble landmarks() {
    return Ensemble.standard(TestTimeAugmentation.PAIR);
  }

  private static <T> Supplier<T> failing(String message) {
    return () -> {
      throw new InvalidDataException(message);
    };
  }

  @Test
  void open_both_closesBoth() {
    PredictionModels models =
        PredictionModels.open(
            PredictionModelsTest::landmarks, () -> Optional.of(FaceDetector.standard()));
    FaceDetector detector = models.detector().orElseThrow();
    assertEquals(0, detector.detect(PICTURE).size());
    models.close();
    assertThrows(IllegalStateException.class, () -> detector.detect(PICTURE));
  }

  @Test
  void open_landmarksFail_closesTheDetectorAndSaysWhy() {
    FaceDetector detector = FaceDetector.standard();
    InvalidDataException thrown =
        assertThrows(
            InvalidDataException.class,
            () -> PredictionModels.open(failing("no model"), () -> Optional.of(detector)));
    assertEquals("no model", thrown.getMessage());
    assertThrows(IllegalStateException.class, () -> detector.detect(PICTURE));
  }

  @Test
  void open_detectorFails_saysWhyAsIfItHadBeenOpenedAlone() {
    InvalidDataException thrown =
        assertThrows(
            InvalidDataException.class,
            () -> PredictionModels.open(PredictionModelsTest::landmarks, failing("no detector")));
    assertEquals("no detector", thrown.getMessage());
  }

  @Test
  void open_bothFail_saysWhyTheLandmarksDid() {
    InvalidDataException thrown =
        assertThrows(
            InvalidDataException.class,
            () -> PredictionModels.open(failing("no model"), failing("no detector")));
    assertEquals("no model", thrown.getMessage());
  }
}
