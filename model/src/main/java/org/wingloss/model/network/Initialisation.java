package org.wingloss.model.network;

import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.wingloss.model.layer.Layer;
import org.wingloss.model.layer.Linear;
import org.wingloss.model.weights.TensorSpec;

/**
 * How the weights of a network begin. Batch normalisations begin as the identity in all of them.
 * The numbers come from (seed, tensor index) alone, so an engine's own generator plays no part.
 */
public enum Initialisation {
  /** N(0, 2/fan-in), zero bias: the toolbox's default, He's for ReLU layers (T). */
  MATCONVNET("matconvnet"),
  /** N(0, 2/fan-out), zero bias: torchvision's for ResNets. */
  HE_FAN_OUT("he-fan-out"),
  /** U(±√(6/(fan-in + fan-out))), zero bias (Glorot and Bengio, 2010). */
  XAVIER("xavier"),
  /** U(±1/√fan-in) for weights and biases: PyTorch's default. */
  PYTORCH("pytorch");

  private final String label;

  Initialisation(String label) {
    this.label = label;
  }

  /** The name in recipes. */
  public String label() {
    return label;
  }

  /**
   * The initialisation of that name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Initialisation of(String label) {
    for (Initialisation one : values()) {
      if (one.label.equals(label)) {
        return one;
      }
    }
    throw new IllegalArgumentException(
        "no initialisation is called '%s'; known: %s"
            .formatted(
                label,
                String.join(", ", Arrays.stream(values()).map(Initialisation::label).toList())));
  }

  /**
   * Tells every parameter of a fresh block how to begin; {@link Block#initialize} then draws.
   *
   * @param spec the network of which {@code block} was made
   * @param landmarks L
   * @param block the block
   * @param seed any number
   */
  public void prepare(NetworkSpec spec, int landmarks, Block block, long seed) {
    prepare(spec.tensors(landmarks), block, seed);
  }

  /** As {@link #prepare(NetworkSpec, int, Block, long)}, for the tensors of any layers. */
  public void prepare(List<TensorSpec> tensors, Block block, long seed) {
    List<Parameter> parameters = BlockWeights.parameters(block, tensors);
    for (int i = 0; i < tensors.size(); i++) {
      TensorSpec tensor = tensors.get(i);
      long tensorSeed = new SplittableRandom(seed + 0x9E3779B97F4A7C15L * (i + 1)).nextLong();
      // A bias follows the weight of its layer, whose fan-in bounds it too.
      long fanIn = tensors.get(tensor.role() == TensorSpec.Role.BIAS ? i - 1 : i).fanIn();
      BlockWeights.begin(
          parameters.get(i), tensor, () -> draw(tensor, fanIn, new SplittableRandom(tensorSeed)));
    }
  }

  /** Whether {@link #beginAt} has a bias to set: the network ends in a fully connected layer. */
  public static boolean canBeginAt(NetworkSpec spec) {
    List<Layer> layers = spec.layers(1);
    return layers.get(layers.size() - 1) instanceof Linear;
  }

  /**
   * Lets the network's output begin near a shape instead of the origin: the bias of the last layer.
   * Call it after {@link #prepare}. Ours; the paper begins at zero bias (?).
   *
   * @param shape {@code [x1..xL, y1..yL]}, network pixels: the mean of the training shapes
   * @throws IllegalArgumentException if {@link #canBeginAt} says no
   */
  public static void beginAt(NetworkSpec spec, Block block, double[] shape) {
    if (!canBeginAt(spec)) {
      throw new IllegalArgumentException(
          spec.name() + " has no last fully connected layer whose bias could be a shape");
    }
    List<TensorSpec> tensors = spec.tensors(shape.length / 2);
    List<Parameter> parameters = BlockWeights.parameters(block, tensors);
    int last = tensors.size() - 1;
    float[] values = new float[shape.length];
    for (int i = 0; i < shape.length; i++) {
      values[i] = (float) shape[i];
    }
    BlockWeights.begin(parameters.get(last), tensors.get(last), () -> values);
  }

  private float[] draw(TensorSpec tensor, long fanIn, RandomGenerator random) {
    float[] values = new float[Math.toIntExact(tensor.size())];
    switch (tensor.role()) {
      case SCALE, VARIANCE -> Arrays.fill(values, 1);
      case SHIFT, MEAN -> Arrays.fill(values, 0);
      case WEIGHT -> drawWeight(tensor, random, values);
      case BIAS -> {
        if (this == PYTORCH) {
          uniform(random, Math.sqrt(1.0 / fanIn), values);
        }
      }
    }
    return values;
  }

  private void drawWeight(TensorSpec tensor, RandomGenerator random, float[] values) {
    switch (this) {
      case MATCONVNET -> normal(random, Math.sqrt(2.0 / tensor.fanIn()), values);
      case HE_FAN_OUT -> normal(random, Math.sqrt(2.0 / tensor.fanOut()), values);
      case XAVIER -> uniform(random, Math.sqrt(6.0 / (tensor.fanIn() + tensor.fanOut())), values);
      case PYTORCH -> uniform(random, Math.sqrt(1.0 / tensor.fanIn()), values);
    }
  }

  private static void normal(RandomGenerator random, double deviation, float[] values) {
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (deviation * random.nextGaussian());
    }
  }

  private static void uniform(RandomGenerator random, double bound, float[] values) {
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextDouble(-bound, bound);
    }
  }
}
