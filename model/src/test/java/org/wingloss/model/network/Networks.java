package org.wingloss.model.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.wingloss.model.weights.TensorSpec;

/** Small networks of every family for tests, with drawn weights and inputs. */
public final class Networks {
  private Networks() {}

  /**
   * One narrow network per family, no parameter at its default. The residual ones keep to multiples
   * of 16 channels: on some processors (seen on Zen 5) the oneDNN of libtorch 2.7.1 fills up other
   * counts with whatever lies in memory.
   */
  public static Stream<NetworkSpec> oneOfEach() {
    return Stream.of(
        new Cnn6(32, List.of(4, 6, 8, 10, 12), 16),
        new Cnn7(64, List.of(4, 6, 8, 6, 4, 8), 12),
        new ResNet50(48, 16, true),
        new ResNet50(64, 32, false),
        new LightNetwork(32, 16, List.of(32, 48)),
        new Hourglass(32, List.of(64, 48, 32), 1),
        new Hourglass(32, List.of(64, 48, 32), 4));
  }

  /** A block with drawn weights; running moments of batch norms are drawn too. */
  public static Block initialised(NetworkSpec spec, int landmarks, NDManager manager, long seed) {
    Block block = spec.block(landmarks);
    Initialisation.MATCONVNET.prepare(spec, landmarks, block, seed);
    int size = spec.inputSize();
    block.initialize(manager, DataType.FLOAT32, new Shape(1, 3, size, size));
    drawMoments(spec.tensors(landmarks), block, seed);
    return block;
  }

  /** Batch norms that begin as the identity would hide an exchange of their four tensors. */
  private static void drawMoments(List<TensorSpec> tensors, Block block, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Parameter> parameters = BlockWeights.parameters(block, tensors);
    for (int i = 0; i < tensors.size(); i++) {
      TensorSpec.Role role = tensors.get(i).role();
      if (role == TensorSpec.Role.WEIGHT || role == TensorSpec.Role.BIAS) {
        continue;
      }
      float[] values = new float[(int) tensors.get(i).size()];
      for (int k = 0; k < values.length; k++) {
        boolean positive = role == TensorSpec.Role.SCALE || role == TensorSpec.Role.VARIANCE;
        values[k] = (float) (positive ? random.nextDouble(0.5, 1.5) : random.nextDouble(-0.3, 0.3));
      }
      parameters.get(i).getArray().set(FloatBuffer.wrap(values));
    }
  }

  /** Random pixels in [0, 1], shape (batch, 3, S, S). */
  public static NDArray input(NetworkSpec spec, int batch, NDManager manager, long seed) {
    int size = spec.inputSize();
    return manager.create(pixels(batch * 3 * size * size, seed), new Shape(batch, 3, size, size));
  }

  /** Random numbers in [0, 1]. */
  public static float[] pixels(int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] pixels = new float[count];
    for (int i = 0; i < count; i++) {
      pixels[i] = (float) random.nextDouble();
    }
    return pixels;
  }

  /** The block's answer without training. */
  public static NDArray forward(Block block, NDArray input) {
    return block
        .forward(new ParameterStore(input.getManager(), false), new NDList(input), false)
        .singletonOrThrow();
  }

  /** The largest magnitude. */
  public static float largest(float[] values) {
    float largest = 0;
    for (float value : values) {
      largest = Math.max(largest, Math.abs(value));
    }
    return largest;
  }
}
