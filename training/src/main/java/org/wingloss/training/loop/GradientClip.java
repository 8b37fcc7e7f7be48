package org.wingloss.training.loop;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;

/** Clipping by the norm of the whole gradient (Pascanu, Mikolov and Bengio, 2013, algorithm 1). */
final class GradientClip {
  private GradientClip() {}

  /**
   * Scales all gradients alike, in place, so that their common Euclidean norm is at most {@code
   * largest}. Stays on the device: nothing waits for the norm.
   */
  static void apply(List<NDArray> gradients, double largest, NDManager scratch) {
    NDArray sum = scratch.zeros(new Shape(), gradients.get(0).getDataType());
    for (NDArray gradient : gradients) {
      try (NDArray square = gradient.square()) {
        NDArray part = square.sum();
        part.attach(scratch);
        sum.addi(part);
      }
    }
    // largest / max(norm, largest): 1 while the norm is small enough.
    NDArray factor = sum.sqrt().maximum((float) largest).pow(-1).mul((float) largest);
    for (NDArray gradient : gradients) {
      gradient.muli(factor);
    }
  }
}
