package org.wingloss.training.loop;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.wingloss.data.NumberText;
import org.wingloss.model.engine.PyTorchEngine;
import org.wingloss.model.layer.Extent;
import org.wingloss.model.layer.Layer;
import org.wingloss.model.network.BlockWeights;
import org.wingloss.model.network.NetworkSpec;
import org.wingloss.model.network.ScriptedNetwork;
import org.wingloss.model.torchscript.TorchScriptGraph.Precision;
import org.wingloss.model.weights.Weights;
import org.wingloss.training.InvalidRecipeException;

/**
 * Whether the engine computes a network rightly on this machine: its outputs against those of the
 * same weights in float64 and by plain matrix products. Vectorised kernels have been seen to return
 * garbage on processors newer than they; a training would go on with it for hours.
 */
public final class EngineCheck {
  /** Faces enough for every kernel that has gone wrong so far; more would cost time. */
  static final int MOST_FACES = 32;

  /** The sides of the squares that make one picture unlike another, as a share of its side. */
  private static final int SQUARES = 8;

  /**
   * Far above rounding (TF32 on a GPU, too), far below garbage; a share of what pictures change.
   */
  static final double TOLERANCE = 0.1;

  /** Of bfloat16, whose rounding adds up over many layers. */
  private static final double COARSE_TOLERANCE = 0.5;

  private EngineCheck() {}

  /**
   * Compares what the block of a network gives in float32, in which every training validates.
   *
   * @param batchSize see {@link #pictures}
   * @throws InvalidRecipeException if the outputs differ
   */
  static void require(
      NetworkSpec network, int landmarks, Weights weights, int batchSize, Device device) {
    try (NDManager manager = PyTorchEngine.newManager(device)) {
      Block block = BlockWeights.block(network, landmarks, weights, manager);
      NDArray pictures = network.arrange(pictures(batchSize, network.inputSize(), manager));
      compare(
          network.line(),
          network.layers(landmarks),
          block,
          pictures,
          TOLERANCE,
          () ->
              block
                  .forward(new ParameterStore(manager, false), new NDList(pictures), true)
                  .singletonOrThrow());
    }
  }

  /**
   * Compares what the script of any layers gives.
   *
   * @param name what messages call the network
   * @param precision of the training
   * @param pictures {@link #pictures} as the training arranges them, (N, 3, H, W); what is made on
   *     the way hangs on their manager
   * @throws InvalidRecipeException if the outputs differ
   */
  public static void require(
      String name, List<Layer> layers, Precision precision, Weights weights, NDArray pictures) {
    Shape shape = pictures.getShape();
    Extent input = new Extent((int) shape.get(1), (int) shape.get(2), (int) shape.get(3));
    Block block = BlockWeights.block(layers, input, weights, pictures.getManager());
    List<NDArray> tensors =
        block.getParameters().values().stream().map(Parameter::getArray).toList();
    try (ScriptedNetwork network =
        new ScriptedNetwork(name, layers, precision, pictures.getDevice())) {
      double tolerance = precision == Precision.BFLOAT16 ? COARSE_TOLERANCE : TOLERANCE;
      compare(name, layers, block, pictures, tolerance, () -> network.forward(pictures, tensors));
    }
  }

  private static void compare(
      String name,
      List<Layer> layers,
      Block block,
      NDArray pictures,
      double tolerance,
      Supplier<NDArray> found) {
    try (ScriptedNetwork reference =
        new ScriptedNetwork(name, layers, Precision.FLOAT64, pictures.getDevice())) {
      NDArray expected = reference.forward(twice(pictures), twice(block));
      requireClose(name, rows(twice(found.get())), rows(expected), tolerance);
    }
  }

  /**
   * Coloured squares under noise: pictures that differ in more than noise.
   *
   * @param batchSize pictures at a time in the training, since kernels are chosen by it; more than
   *     32 count as 32
   * @param size S
   * @param manager owns them
   * @return (N, S, S, 3)
   */
  public static NDArray pictures(int batchSize, int size, NDManager manager) {
    int faces = Math.max(2, Math.min(batchSize, MOST_FACES));
    return manager.create(pixels(faces, size), new Shape(faces, size, size, 3));
  }

  private static float[] pixels(int faces, int size) {
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
    double[] values = outputs.flatten().toDoubleArray();
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
  static void requireClose(String network, double[][] single, double[][] twice, double tolerance) {
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
    if (!(difference <= tolerance * change)) {
      throw new InvalidRecipeException(
          NumberText.format(
              "the engine computes %s wrongly on this machine: its outputs differ from those in"
                  + " float64 by up to %.3g, and other pictures change them by no more than %.3g;"
                  + " take another network, other widths or another machine",
              network, difference, change));
    }
  }
}
