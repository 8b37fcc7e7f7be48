package org.wingloss.spark.predict;

import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.wingloss.data.geometry.Box;
import org.wingloss.data.image.RgbImage;
import org.wingloss.model.inference.BoxSource;
import org.wingloss.model.inference.FaceInput;
import org.wingloss.model.inference.InferenceRunner;

/** One set of models for all tasks of a process, until the end. */
class OpenedModelsTest {
  private static PredictionSetup setup(boolean augmented) {
    return new PredictionSetup(List.of(), false, augmented, false, null, 0);
  }

  @Test
  void models_ofEqualSetups_areOpenedOnceAndClosedAtTheEnd() {
    OpenedModels opened = OpenedModels.of(setup(false));
    assertSame(opened, OpenedModels.of(setup(false)));
    assertNotSame(opened, OpenedModels.of(setup(true)));
    InferenceRunner runner = opened.runner(new BoxSource.WholePicture(), true);
    FaceInput face = new FaceInput(new RgbImage(64, 64), new Box(0, 0, 63, 63));
    runner.ensemble().predict(face);
    OpenedModels.closeAll();
    assertThrows(IllegalStateException.class, () -> runner.ensemble().predict(face));
  }
}
