package org.wingloss.spark.predict;

import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.wingloss.data.geometry.Box;
import org.wingloss.data.image.RgbImage;
import org.wingloss.model.inference.Ensemble;
import org.wingloss.model.inference.FaceInput;
import org.wingloss.model.inference.PredictionModels;

/** One set of models for all tasks of a process, until the end. */
class PredictionSetupTest {
  private static PredictionSetup setup(boolean augmented) {
    return new PredictionSetup(List.of(), false, augmented, false, null, 0);
  }

  @Test
  void models_ofEqualSetups_areOpenedOnceAndClosedAtTheEnd() {
    PredictionModels opened = setup(false).opened();
    assertSame(opened, setup(false).opened());
    assertNotSame(opened, setup(true).opened());
    Ensemble models = opened.landmarks();
    FaceInput face = new FaceInput(new RgbImage(64, 64), new Box(0, 0, 63, 63));
    models.predict(face);
    PredictionSetup.closeAll();
    assertThrows(IllegalStateException.class, () -> models.predict(face));
  }
}
