package org.wingloss.training.loop;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.training.GradientCollector;
import java.util.List;
import java.util.OptionalDouble;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wingloss.data.batch.Batch;
import org.wingloss.loss.djl.DjlLandmarkLoss;
import org.wingloss.model.engine.PyTorchEngine;
import org.wingloss.model.inference.ForwardPass;
import org.wingloss.model.network.BlockWeights;
import org.wingloss.model.network.Initialisation;
import org.wingloss.model.network.NetworkSpec;
import org.wingloss.model.network.PretrainedWeights;
import org.wingloss.model.weights.Weights;
import org.wingloss.training.recipe.StageRecipe;
import org.wingloss.training.recipe.WeightsSource;

/**
 * The state of a training: the {@linkplain OptimisedWeights weights} on one device, which may have
 * others to help with the gradient, the loss, and the memory for batches. Everything that a step
 * creates hangs on a manager that the step closes; an array left on the long-lived manager would
 * stay until the end of the training.
 */
public final class TrainingState implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TrainingState.class);
  private final StageRecipe recipe;
  private final NDManager manager;
  private final OptimisedWeights weights;
  private final Replicas network;
  private final DjlLandmarkLoss loss;
  private final InputBuffer input = new InputBuffer();

  /**
   * Draws the initial weights.
   *
   * @param meanShape [x1..xL, y1..yL], network pixels
   * @param devices compute the gradient, a share of each batch on each; the first does the rest
   */
  public TrainingState(StageRecipe recipe, double[] meanShape, long seed, List<Device> devices) {
    Device device = devices.get(0);
    int landmarks = meanShape.length / 2;
    NetworkSpec spec = recipe.network();
    this.recipe = recipe;
    this.manager = PyTorchEngine.newManager(device);
    this.loss = new DjlLandmarkLoss(recipe.loss(), recipe.reduction());
    Replicas replicas = null;
    try {
      Block block = begin(meanShape, seed);
      Weights initial = BlockWeights.read(spec, landmarks, block);
      EngineCheck.require(spec, landmarks, initial, recipe.batchSize(), device);
      replicas = new Replicas(spec, landmarks, recipe.precision().ofGraph(), devices);
      this.weights =
          new OptimisedWeights(
              spec.layers(landmarks),
              spec.input(),
              block,
              new OptimisedWeights.Rule(
                  recipe.optimiser(), recipe.ema(), recipe.gradientClipNorm()),
              manager);
    } catch (RuntimeException | Error e) {
      if (replicas != null) {
        replicas.close();
      }
      manager.close();
      throw e;
    }
    this.network = replicas;
  }

  private Block begin(double[] meanShape, long seed) {
    int landmarks = meanShape.length / 2;
    Block fresh = recipe.network().block(landmarks);
    recipe.initialWeights().initialisation().prepare(recipe.network(), landmarks, fresh, seed);
    if (recipe.initialWeights().atMeanShape()) {
      Initialisation.beginAt(recipe.network(), fresh, meanShape);
    }
    int size = recipe.network().inputSize();
    fresh.initialize(manager, DataType.FLOAT32, new Shape(1, 3, size, size));
    recipe.initialWeights().weights().ifPresent(from -> take(from, fresh, landmarks));
    return fresh;
  }

  /** Takes what fits of weights that were trained elsewhere, and says what did not. */
  private void take(WeightsSource from, Block fresh, int landmarks) {
    NetworkSpec network = recipe.network();
    Weights initial = BlockWeights.read(network, landmarks, fresh);
    PretrainedWeights merged = from.mergedInto(network, landmarks, initial);
    BlockWeights.write(network, landmarks, merged.weights(), fresh);
    LOG.info("{}: {}", from, merged.report());
  }

  /**
   * One step: forward, loss, backward, update.
   *
   * @param read whether the loss is wanted; reading it waits for the device
   */
  public OptionalDouble step(Batch batch, double rate, long step, boolean read) {
    try (NDManager scratch = manager.newSubManager()) {
      NDArray pixels = input.pixels(batch, recipe.network(), scratch);
      NDArray target = input.targets(batch, scratch);
      NDArray mask = input.mask(batch, scratch);
      List<NDArray> leaves = weights.leaves(scratch);
      NDArray value;
      try (GradientCollector collector = PyTorchEngine.get().newGradientCollector()) {
        NDArray predictions = network.forward(pixels, weights.tensors(leaves), scratch);
        value = loss.evaluate(target, predictions, mask);
        collector.backward(value);
      }
      weights.update(leaves, scratch, rate, step);
      return read ? OptionalDouble.of(value.getFloat()) : OptionalDouble.empty();
    }
  }

  /**
   * The forward pass of the network that {@link #best} gives the weights of.
   *
   * @param done the steps done
   */
  ForwardPass forwardPass(long done) {
    return new BlockForwardPass(recipe, weights.bestBlock(), manager, input, done);
  }

  /** The weights to validate and to keep: their EMA where there is one. */
  Weights best() {
    return weights.best();
  }

  /** Everything that the next step depends on, by name. */
  Weights tensors() {
    return weights.state();
  }

  /** Takes up what {@link #tensors} gave. */
  void restore(Weights state) {
    weights.restore(state);
  }

  @Override
  public void close() {
    network.close();
    weights.close();
    loss.close();
    manager.close();
  }
}
