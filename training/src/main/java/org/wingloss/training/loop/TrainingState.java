package org.wingloss.training.loop;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.training.GradientCollector;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wingloss.data.batch.Batch;
import org.wingloss.loss.djl.DjlLandmarkLoss;
import org.wingloss.model.engine.PyTorchEngine;
import org.wingloss.model.inference.ForwardPass;
import org.wingloss.model.network.BlockWeights;
import org.wingloss.model.network.Initialisation;
import org.wingloss.model.network.PretrainedWeights;
import org.wingloss.model.torchscript.TorchScriptGraph;
import org.wingloss.model.weights.SafeTensors;
import org.wingloss.model.weights.Tensor;
import org.wingloss.model.weights.TensorSpec;
import org.wingloss.model.weights.Weights;
import org.wingloss.training.InvalidRecipeException;
import org.wingloss.training.optimiser.FusedOptimiserStep;
import org.wingloss.training.recipe.Precision;
import org.wingloss.training.recipe.StageRecipe;

/**
 * The state of a training: the weights, the optimiser's state, and the EMA of the weights, all on
 * one device, which may have others to help with the gradient. Everything that a step creates hangs
 * on a manager that the step closes; an array left on the long-lived manager would stay until the
 * end of the training.
 */
final class TrainingState implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TrainingState.class);
  private static final String WEIGHTS = "weights/";

  /** As checkpoints have it from the start. */
  private static final String EMA = "average/";

  private final StageRecipe recipe;
  private final int landmarks;
  private final NDManager manager;
  private final Block block;
  private final Block ema;
  private final Replicas network;
  private final List<TensorSpec> specs;
  private final List<Learnt> learnt = new ArrayList<>();
  private final FusedOptimiserStep update;
  private final List<NDArray> gathered = new ArrayList<>();
  private final List<NDArray> gatheredEma = new ArrayList<>();
  private final DjlLandmarkLoss loss;
  private final InputBuffer input = new InputBuffer();

  /** A parameter that the optimiser changes. */
  private record Learnt(String name, NDArray value, List<NDArray> state, NDArray ema) {}

  /**
   * Draws the initial weights.
   *
   * @param devices compute the gradient, a share of each batch on each; the first does the rest
   */
  TrainingState(StageRecipe recipe, double[] meanShape, long seed, List<Device> devices) {
    Device device = devices.get(0);
    this.recipe = recipe;
    this.landmarks = meanShape.length / 2;
    this.manager = PyTorchEngine.newManager(device);
    this.loss = new DjlLandmarkLoss(recipe.loss(), recipe.reduction());
    this.block = begin(meanShape, seed);
    Weights initial = BlockWeights.read(recipe.network(), landmarks, block);
    this.ema =
        recipe.ema().isKept()
            ? BlockWeights.block(recipe.network(), landmarks, initial, manager)
            : block;
    EngineCheck.require(recipe.network(), landmarks, initial, recipe.batchSize(), device);
    this.network =
        new Replicas(recipe.network(), landmarks, precision(recipe.precision()), devices);
    this.specs = recipe.network().tensors(landmarks);
    List<Parameter> parameters = List.copyOf(block.getParameters().values());
    List<Parameter> emas = List.copyOf(ema.getParameters().values());
    for (int i = 0; i < specs.size(); i++) {
      NDArray value = parameters.get(i).getArray();
      if (specs.get(i).role().isLearnt()) {
        List<NDArray> state = new ArrayList<>();
        for (int k = 0; k < recipe.optimiser().states().size(); k++) {
          state.add(manager.zeros(value.getShape()));
        }
        learnt.add(new Learnt(specs.get(i).name(), value, state, emas.get(i).getArray()));
      } else {
        gathered.add(value);
        gatheredEma.add(emas.get(i).getArray());
      }
    }
    this.update = new FusedOptimiserStep(recipe.optimiser(), learnt.size(), ema != block, device);
  }

  private static TorchScriptGraph.Precision precision(Precision precision) {
    return switch (precision) {
      case FLOAT32 -> TorchScriptGraph.Precision.FLOAT32;
      case BFLOAT16 -> TorchScriptGraph.Precision.BFLOAT16;
    };
  }

  private Block begin(double[] meanShape, long seed) {
    Block fresh = recipe.network().block(landmarks);
    recipe.initialWeights().initialisation().prepare(recipe.network(), landmarks, fresh, seed);
    if (recipe.initialWeights().atMeanShape()) {
      Initialisation.beginAt(recipe.network(), fresh, meanShape);
    }
    int size = recipe.network().inputSize();
    fresh.initialize(manager, DataType.FLOAT32, new Shape(1, 3, size, size));
    recipe.initialWeights().weights().ifPresent(file -> take(file, fresh));
    return fresh;
  }

  /** Takes what fits of weights that were trained elsewhere, and says what did not. */
  private void take(Path file, Block fresh) {
    PretrainedWeights merged =
        PretrainedWeights.merge(
            recipe.network().tensors(landmarks),
            BlockWeights.read(recipe.network(), landmarks, fresh),
            SafeTensors.read(file).weights());
    if (merged.taken().isEmpty()) {
      throw new InvalidRecipeException(
          "%s: no tensor fits the network %s: %s"
              .formatted(file, recipe.network().line(), merged.report()));
    }
    BlockWeights.write(recipe.network(), landmarks, merged.weights(), fresh);
    LOG.info("{}: {}", file, merged.report());
  }

  /**
   * One step: forward, loss, backward, update.
   *
   * @param read whether the loss is wanted; reading it waits for the device
   */
  OptionalDouble step(Batch batch, double rate, long step, boolean read) {
    try (NDManager scratch = manager.newSubManager()) {
      NDArray pixels = input.pixels(batch, recipe.network(), scratch);
      NDArray target = input.targets(batch, scratch);
      NDArray mask = input.mask(batch, scratch);
      List<NDArray> leaves = leaves(scratch);
      NDArray value;
      try (GradientCollector collector = PyTorchEngine.get().newGradientCollector()) {
        value = loss.evaluate(target, network.forward(pixels, tensors(leaves), scratch), mask);
        collector.backward(value);
      }
      update(leaves, scratch, rate, step);
      return read ? OptionalDouble.of(value.getFloat()) : OptionalDouble.empty();
    }
  }

  /**
   * The learnt parameters as new leaves of the step's graph on the same memory. A leaf that stays
   * would have every gradient added to a zero that must be written first.
   */
  private List<NDArray> leaves(NDManager scratch) {
    List<NDArray> leaves = new ArrayList<>();
    for (Learnt one : learnt) {
      NDArray leaf = one.value().stopGradient();
      leaf.attach(scratch);
      leaf.setRequiresGradient(true);
      leaves.add(leaf);
    }
    return leaves;
  }

  /** All tensors of the network in order. */
  private List<NDArray> tensors(List<NDArray> leaves) {
    Iterator<NDArray> learntOnes = leaves.iterator();
    Iterator<NDArray> others = gathered.iterator();
    return specs.stream()
        .map(tensor -> (tensor.role().isLearnt() ? learntOnes : others).next())
        .toList();
  }

  private void update(List<NDArray> leaves, NDManager scratch, double rate, long step) {
    List<NDArray> gradients = new ArrayList<>();
    for (NDArray leaf : leaves) {
      NDArray gradient = leaf.getGradient();
      gradient.attach(scratch);
      gradients.add(gradient);
    }
    if (recipe.gradientClipNorm() > 0) {
      GradientClip.apply(gradients, recipe.gradientClipNorm(), scratch);
    }
    List<FusedOptimiserStep.Target> targets = new ArrayList<>();
    for (int i = 0; i < learnt.size(); i++) {
      Learnt one = learnt.get(i);
      targets.add(
          new FusedOptimiserStep.Target(one.value(), gradients.get(i), one.state(), one.ema()));
    }
    update.apply(targets, rate, recipe.ema().share(step), step, scratch);
    if (ema != block) {
      for (int i = 0; i < gathered.size(); i++) {
        gatheredEma.get(i).muli(0).addi(gathered.get(i));
      }
    }
  }

  /** The forward pass of the network that {@link #best} gives the weights of. */
  ForwardPass forwardPass() {
    return new BlockForwardPass(recipe.network(), ema, manager, input);
  }

  /** The weights to validate and to keep: their EMA where there is one. */
  Weights best() {
    return BlockWeights.read(recipe.network(), landmarks, ema);
  }

  /** Everything that the next step depends on, by name. */
  Weights tensors() {
    Map<String, Tensor> all = new LinkedHashMap<>();
    BlockWeights.read(recipe.network(), landmarks, block)
        .tensors()
        .forEach((name, tensor) -> all.put(WEIGHTS + name, tensor));
    if (ema != block) {
      best().tensors().forEach((name, tensor) -> all.put(EMA + name, tensor));
    }
    for (Learnt one : learnt) {
      for (int k = 0; k < one.state().size(); k++) {
        all.put(
            stateName(k) + one.name(),
            Tensor.of(all.get(WEIGHTS + one.name()).shape(), one.state().get(k).toFloatArray()));
      }
    }
    return new Weights(all);
  }

  /** Takes up what {@link #tensors} gave. */
  void restore(Weights state) {
    BlockWeights.write(recipe.network(), landmarks, part(state, WEIGHTS), block);
    if (ema != block) {
      BlockWeights.write(recipe.network(), landmarks, part(state, EMA), ema);
    }
    for (Learnt one : learnt) {
      for (int k = 0; k < one.state().size(); k++) {
        Tensor kept = state.get(stateName(k) + one.name());
        NDArray array = one.state().get(k);
        if (kept.size() != array.size()) {
          throw new IllegalArgumentException(
              "tensor '%s' should have %d numbers but has %d"
                  .formatted(stateName(k) + one.name(), array.size(), kept.size()));
        }
        array.set(FloatBuffer.wrap(kept.values()));
      }
    }
  }

  private String stateName(int k) {
    return recipe.optimiser().states().get(k) + "/";
  }

  private static Weights part(Weights all, String prefix) {
    Map<String, Tensor> part = new LinkedHashMap<>();
    all.tensors()
        .forEach(
            (name, tensor) -> {
              if (name.startsWith(prefix)) {
                part.put(name.substring(prefix.length()), tensor);
              }
            });
    return new Weights(part);
  }

  @Override
  public void close() {
    network.close();
    update.close();
    manager.close();
  }
}
