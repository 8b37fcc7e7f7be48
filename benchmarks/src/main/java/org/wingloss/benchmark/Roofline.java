package org.wingloss.benchmark;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.function.Supplier;
import org.wingloss.model.layer.LayerRow;
import org.wingloss.model.layer.Layers;
import org.wingloss.model.network.NetworkSpec;

/**
 * What bounds a training step: its multiply-adds at the rate of large matrix products in the same
 * library. Convolutions that do with fewer multiplications (Winograd) may pass it.
 */
final class Roofline {
  private static final int SIDE = 1536;
  private static final int TURNS = 12;

  private Roofline() {}

  /** Of float32 products, on as many threads as the engine has; the best of some turns. */
  static double multiplyAddsPerSecond(Supplier<NDManager> engine) {
    double best = 0;
    try (NDManager manager = engine.get()) {
      NDArray a = manager.randomNormal(0, 1, new Shape(SIDE, SIDE), DataType.FLOAT32);
      NDArray b = manager.randomNormal(0, 1, new Shape(SIDE, SIDE), DataType.FLOAT32);
      for (int turn = 0; turn < TURNS; turn++) {
        long begun = System.nanoTime();
        a.matMul(b).close();
        best = Math.max(best, (double) SIDE * SIDE * SIDE / ((System.nanoTime() - begun) / 1e9));
      }
    }
    return best;
  }

  /**
   * Of one face: the forward pass, and for the gradients of inputs and of weights as much again
   * each, but for the input of the first layer, whose gradient nobody needs.
   */
  static double stepMultiplyAdds(NetworkSpec network, int landmarks) {
    List<LayerRow> rows = Layers.rows(network.layers(landmarks), network.input());
    long first =
        rows.stream()
            .mapToLong(LayerRow::multiplyAdds)
            .filter(cost -> cost > 0)
            .findFirst()
            .orElse(0);
    return 3.0 * network.multiplyAdds(landmarks) - first;
  }
}
