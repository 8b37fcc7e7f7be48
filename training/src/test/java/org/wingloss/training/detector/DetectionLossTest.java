package org.wingloss.training.detector;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.Test;
import org.wingloss.data.geometry.Box;
import org.wingloss.model.engine.PyTorchEngine;

/**
 * Two by two cells; a face of 18 × 30 pixels about the middle of the first. It covers the third
 * cell too.
 */
class DetectionLossTest {
  private static final Box FACE = new Box(3.5 - 9, 3.5 - 15, 3.5 + 9, 3.5 + 15);

  private static double loss(DetectionLoss loss, float... output) {
    try (NDManager manager = PyTorchEngine.newDefaultManager()) {
      NDArray cells = manager.create(output, new Shape(1, 5, 2, 2));
      CellTargets targets = new CellTargets(SceneOfBoxes.batch(16, FACE));
      return loss.of(cells, targets, manager).getFloat();
    }
  }

  private static double entropy(double share, boolean face) {
    return -Math.log(face ? share : 1 - share);
  }

  private static double share(double logit) {
    return 1 / (1 + Math.exp(-logit));
  }

  @Test
  void of_scores_isTheFocalLossPerFace() {
    float w = (float) Math.log(18 / 32.0);
    float h = (float) Math.log(30 / 32.0);
    float[] output = {0.5f, -2, 9, -1, 0, 7, 7, 7, 0, 7, 7, 7, w, 7, 7, 7, h, 7, 7, 7};
    // Cell 0 is the face, 2 lies on it and is passed over, 1 and 3 are none.
    double face = 0.25 * Math.pow(1 - share(0.5), 2) * entropy(share(0.5), true);
    double none =
        0.75 * Math.pow(share(-1), 2) * entropy(share(-1), false)
            + 0.75 * Math.pow(share(-2), 2) * entropy(share(-2), false);
    assertEquals(face + none, loss(DetectionLoss.STANDARD, output), 1e-5);
    // Without focusing it is the balanced cross entropy.
    double plain =
        0.4 * entropy(share(0.5), true)
            + 0.6 * (entropy(share(-1), false) + entropy(share(-2), false));
    assertEquals(plain, loss(new DetectionLoss(0.4f, 0, 1), output), 1e-5);
  }

  @Test
  void of_boxes_isTheL1NormOnTheFacesCell() {
    float w = (float) Math.log(18 / 32.0);
    float h = (float) Math.log(30 / 32.0);
    float[] output = {
      40, -40, 0, -40, 0.25f, 7, 7, 7, -0.5f, 7, 7, 7, w + 0.125f, 7, 7, 7, h, 7, 7, 7
    };
    assertEquals(0.875, loss(DetectionLoss.STANDARD, output), 1e-5);
    assertEquals(3 * 0.875, loss(new DetectionLoss(0.25f, 2, 3), output), 1e-5);
  }
}
