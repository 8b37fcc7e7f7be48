package org.wingloss.training.loop;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.training.ParameterStore;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.wingloss.model.engine.PyTorchEngine;
import org.wingloss.model.network.BlockWeights;
import org.wingloss.model.network.NetworkSpec;
import org.wingloss.model.network.ScriptedNetwork;
import org.wingloss.model.torchscript.TorchScriptGraph.Precision;
import org.wingloss.model.weights.Weights;
import org.wingloss.training.InvalidRecipeException;

/**
 * Whether the engine computes a network rightly on this machine: its float32 outputs against those
 * of the same weights in float64 and by plain matrix products. Vectorised kernels have been seen to
 * return garbage on processors newer than they; a training would go on with it for hours.
 */
final class EngineCheck {
  /** Faces enough for every kernel that has gone wrong so far; more would cost time. */
  private static final int MOST_FACES = 32;

  /** The sides of the squares that make one picture unlike another, as a share of its side. */
  private static final int SQUARES = 8;

  /** Far above rounding (and TF32 on a GPU), far below garbage; a share of what pictures change. */
  private static final double TOLERANCE = 0.1;

  private EngineCheck() {}

  /**
   * Compares.
   *
   * @param batchSize faces at a time in the training, since kernels are chosen by it
   * @throws InvalidRecipeException if the outputs differ
   */
  static void require(
      NetworkSpec network, int landmarks, Weights weights, int batchSize, Device device) {
    int size = network.inputSize();
    int faces = Math.max(2, Math.min(batchSize, MOST_FACES));
    float[] pixels = pictures(faces, size);
    try (NDManager manager = PyTorchEngine.newManager(device);
        ScriptedNetwork reference =
            new ScriptedNetwork(network, landmarks, Precision.FLOAT64, device)) {
      Block block = BlockWeights.block(network, landmarks, weights, manager);
      NDArray pictures = network.arrange(manager.create(pixels, new Shape(faces, size, size, 3)));
      NDArray expected = reference.forward(twice(pictures), twice(block));
      NDArray found =
          block
              .forward(new ParameterStore(manager, false), new NDList(pictures), true)
              .singletonOrThrow();
      requireClose(network.line(), rows(twice(found)), rows(expected));
    }
  }

  /** Coloured squares under noise: pictures that differ in more than noise. */
  private static float[] pictures(int faces, int size) {
    SplittableRandom random = new SplittableRandom(1);
    float[] pixels = new float[faces * size * size * 3];
    float[] colours = new float[SQUARES * SQUARES * 3];
    int at = 0;
    for (int face = 0; face < faces; face++) {
      for (int i = 0; i < colours.length; i++) {
        colours[i] = (float) random.nextDouble();
      }
      for (int y = 0; y < size; y++) {
        for (int x = 0; x < size; x++) {
          int square = y * SQUARES / size * SQUARES + x * SQUARES / size;
          for (int c = 0; c < 3; c++) {
            pixels[at++] = 0.7f * colours[3 * square + c] + 0.3f * (float) random.nextDouble();
          }
        }
      }
    }
    return pixels;
  }

  private static double[][] rows(NDArray outputs) {
    double[] values = outputs.toDoubleArray();
    double[][] rows = new double[(int) outputs.getShape().get(0)][];
    int length = values.length / rows.length;
    for (int n = 0; n < rows.length; n++) {
      rows[n] = Arrays.copyOfRange(values, n * length, (n + 1) * length);
    }
    return rows;
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

  /**
   * Compares the outputs to several pictures, one row each. What is the same for all of them, such
   * as a bias, hides nothing; what is not a number is not close.
   */
  static void requireClose(String network, double[][] single, double[][] twice) {
    double change = 0;
    double difference = 0;
    for (int i = 0; i < twice[0].length; i++) {
      double mean = 0;
      for (double[] row : twice) {
        mean += row[i] / twice.length;
      }
      for (int n = 0; n < twice.length; n++) {
        change = Math.max(change, Math.abs(twice[n][i] - mean));
        difference = Math.max(difference, Math.abs(single[n][i] - twice[n][i]));
      }
    }
    if (!(difference <= TOLERANCE * change)) {
      throw new InvalidRecipeException(
          ("the engine computes %s wrongly on this machine: its float32 outputs differ from float64"
                  + " by up to %.3g px, and other pictures change them by no more than %.3g px;"
                  + " take another network, other widths or another machine")
              .formatted(network, difference, change));
    }
  }
}
