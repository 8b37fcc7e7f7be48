package org.wingloss.training.detector;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.Test;
import org.wingloss.data.batch.Batch;
import org.wingloss.data.geometry.Box;
import org.wingloss.model.engine.PyTorchEngine;

/** Two by two cells, whose middles are at 3.5 and 11.5. */
class DetectionLossTest {
  /** 18 × 30 pixels about the middle of the first cell; it covers the third cell too. */
  private static final Box FACE = new Box(3.5 - 9, 3.5 - 15, 3.5 + 9, 3.5 + 15);

  /** 32 × 18 pixels, its middle between the first two cells. */
  private static final Box BETWEEN = new Box(7.5 - 16, 3.5 - 9, 7.5 + 16, 3.5 + 9);

  private static double loss(DetectionLoss loss, float... output) {
    return loss(loss, ScenesOfBoxes.batch(16, FACE), output);
  }

  private static double loss(DetectionLoss loss, Batch scenes, float... output) {
    try (NDManager manager = PyTorchEngine.newDefaultManager()) {
      NDArray cells = manager.create(output, new Shape(scenes.size(), 5, 2, 2));
      return loss.of(cells, new CellTargets(scenes), manager).getFloat();
    }
  }

  private static double entropy(double share, boolean face) {
    return -Math.log(face ? share : 1 - share);
  }

  private static double share(double logit) {
    return 1 / (1 + Math.exp(-logit));
  }

  /** The focal loss of a cell, with the numbers of its authors. */
  private static double focal(double logit, boolean face) {
    double share = share(logit);
    return face
        ? 0.25 * Math.pow(1 - share, 2) * entropy(share, true)
        : 0.75 * Math.pow(share, 2) * entropy(share, false);
  }

  @Test
  void of_scores_isTheFocalLossPerFace() {
    float w = (float) Math.log(18 / 32.0);
    float h = (float) Math.log(30 / 32.0);
    float[] output = {0.5f, -2, 9, -1, 0, 7, 7, 7, 0, 7, 7, 7, w, 7, 7, 7, h, 7, 7, 7};
    // Cell 0 is the face, 2 lies on it and is passed over, 1 and 3 are none.
    double focal = focal(0.5, true) + focal(-1, false) + focal(-2, false);
    assertEquals(focal, loss(DetectionLoss.STANDARD, output), 1e-5);
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

  /** Its middle is 4 pixels, an eighth of the unit, from that of either cell. */
  @Test
  void of_twoPositiveCells_isHalfOfTheSum() {
    float h = (float) Math.log(18 / 32.0);
    float[] output = {
      0.5f, -2, -1, -3, 0.375f, -0.625f, 7, 7, 0.125f, 0, 7, 7, 0, 1, 7, 7, h, h - 0.25f, 7, 7
    };
    double focal = focal(0.5, true) + focal(-2, true) + focal(-1, false) + focal(-3, false);
    double boxes = (0.25 + 0.125) + (0.5 + 1 + 0.25);
    Batch scene = ScenesOfBoxes.batch(16, BETWEEN);
    assertEquals((focal + boxes) / 2, loss(DetectionLoss.STANDARD, scene, output), 1e-5);
  }

  @Test
  void of_noPositiveCell_isTheFocalLossOfTheOthers() {
    float[] output = {0.5f, -2, -1, -3, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7};
    double focal = focal(0.5, false) + focal(-2, false) + focal(-1, false) + focal(-3, false);
    assertEquals(focal, loss(DetectionLoss.STANDARD, ScenesOfBoxes.batch(16), output), 1e-5);
  }
}
