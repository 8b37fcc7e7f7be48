package org.wingloss.training.loop;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.training.ParameterStore;
import java.util.List;
import java.util.SplittableRandom;
import org.wingloss.model.network.BlockWeights;
import org.wingloss.model.network.Initialisation;
import org.wingloss.model.network.NetworkSpec;
import org.wingloss.model.network.ScriptedNetwork;
import org.wingloss.model.script.ScriptGraph.Precision;
import org.wingloss.model.weights.Weights;
import org.wingloss.training.InvalidRecipeException;

/**
 * Whether the engine computes a network rightly on this machine: its float32 answers against those
 * of the same weights in float64 and by plain matrix products. Vectorised kernels have been seen to
 * return garbage on processors newer than they; a training would go on with it for hours.
 */
final class EngineCheck {
  /** More faces than one, for kernels that go wrong from the second on. */
  private static final int FACES = 3;

  /** Far above rounding (and TF32 on a GPU), far below garbage; a share of the largest answer. */
  private static final double TOLERANCE = 0.02;

  private EngineCheck() {}

  /**
   * Compares.
   *
   * @throws InvalidRecipeException if the answers differ
   */
  static void require(NetworkSpec network, int landmarks, Weights weights, Device device) {
    int size = network.inputSize();
    SplittableRandom random = new SplittableRandom(1);
    float[] pixels = new float[FACES * size * size * 3];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (float) random.nextDouble();
    }
    try (NDManager manager = NDManager.newBaseManager(device, "PyTorch");
        ScriptedNetwork reference =
            new ScriptedNetwork(network, landmarks, Precision.FLOAT64, device)) {
      Block block = network.block(landmarks);
      Initialisation.MATCONVNET.prepare(network, landmarks, block, 0);
      block.initialize(manager, DataType.FLOAT32, new Shape(1, 3, size, size));
      BlockWeights.write(network, landmarks, weights, block);
      NDArray pictures = network.arrange(manager.create(pixels, new Shape(FACES, size, size, 3)));
      NDArray expected = reference.forward(twice(pictures), twice(block));
      NDArray found =
          block
              .forward(new ParameterStore(manager, false), new NDList(pictures), true)
              .singletonOrThrow();
      requireClose(network.line(), twice(found).toDoubleArray(), expected.toDoubleArray());
    }
  }

  /** A block's tensors in float64. */
  static List<NDArray> twice(Block block) {
    return block.getParameters().values().stream()
        .map(parameter -> twice(parameter.getArray()))
        .toList();
  }

  private static NDArray twice(NDArray array) {
    return array.toType(DataType.FLOAT64, true);
  }

  /** Compares two lists of answers; what is not a number is not close. */
  static void requireClose(String network, double[] single, double[] twice) {
    double largest = 0;
    double difference = 0;
    for (int i = 0; i < twice.length; i++) {
      largest = Math.max(largest, Math.abs(twice[i]));
      difference = Math.max(difference, Math.abs(single[i] - twice[i]));
    }
    if (!(difference <= TOLERANCE * largest)) {
      throw new InvalidRecipeException(
          ("the engine computes %s wrongly on this machine: its float32 answers differ from float64"
                  + " by up to %.3g of %.3g; take another network, other widths or another machine")
              .formatted(network, difference, largest));
    }
  }
}
