package org.wingloss.training.loop;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.wingloss.model.engine.EngineArray;
import org.wingloss.model.layer.Extent;
import org.wingloss.model.layer.Layer;
import org.wingloss.model.layer.Layers;
import org.wingloss.model.network.BlockWeights;
import org.wingloss.model.weights.Tensor;
import org.wingloss.model.weights.TensorSpec;
import org.wingloss.model.weights.Weights;
import org.wingloss.training.optimiser.ExponentialMovingAverage;
import org.wingloss.training.optimiser.FusedOptimiserStep;
import org.wingloss.training.optimiser.Optimiser;

/**
 * The weights of a network in training, what the optimiser keeps for them, and their EMA, all on
 * one device.
 */
public final class OptimisedWeights implements AutoCloseable {
  private static final String WEIGHTS = "weights/";

  /** As checkpoints have it from the start. */
  private static final String EMA = "average/";

  private final Rule rule;
  private final List<TensorSpec> specs;
  private final Block block;
  private final Block ema;
  private final List<Learnt> learnt = new ArrayList<>();
  private final List<NDArray> gathered = new ArrayList<>();
  private final List<NDArray> gatheredEma = new ArrayList<>();
  private final FusedOptimiserStep update;

  /**
   * How a gradient changes the weights.
   *
   * @param gradientClipNorm the largest Euclidean norm of the whole gradient; 0 does not clip
   */
  public record Rule(Optimiser optimiser, ExponentialMovingAverage ema, double gradientClipNorm) {}

  /** A parameter that the optimiser changes. */
  private record Learnt(String name, NDArray value, List<NDArray> state, NDArray ema) {}

  /**
   * Takes over an initialised block.
   *
   * @param layers those of which the block was made
   * @param manager the block's; owns the optimiser's state and the EMA
   */
  public OptimisedWeights(
      List<Layer> layers, Extent input, Block block, Rule rule, NDManager manager) {
    this.rule = rule;
    this.specs = Layers.tensors(layers);
    this.block = block;
    this.ema =
        rule.ema().isKept()
            ? BlockWeights.block(layers, input, BlockWeights.read(specs, block), manager)
            : block;
    List<Parameter> parameters = List.copyOf(block.getParameters().values());
    List<Parameter> emas = List.copyOf(ema.getParameters().values());
    for (int i = 0; i < specs.size(); i++) {
      NDArray value = parameters.get(i).getArray();
      if (specs.get(i).role().isLearnt()) {
        List<NDArray> state = new ArrayList<>();
        for (int k = 0; k < rule.optimiser().states().size(); k++) {
          state.add(manager.zeros(value.getShape()));
        }
        learnt.add(new Learnt(specs.get(i).name(), value, state, emas.get(i).getArray()));
      } else {
        gathered.add(value);
        gatheredEma.add(emas.get(i).getArray());
      }
    }
    this.update =
        new FusedOptimiserStep(rule.optimiser(), learnt.size(), ema != block, manager.getDevice());
  }

  /**
   * The learnt parameters as new leaves of the step's graph on the same memory. A leaf that stays
   * would have every gradient added to a zero that must be written first.
   */
  public List<NDArray> leaves(NDManager scratch) {
    List<NDArray> leaves = new ArrayList<>();
    for (Learnt one : learnt) {
      NDArray leaf = one.value().stopGradient();
      leaf.attach(scratch);
      leaf.setRequiresGradient(true);
      leaves.add(leaf);
    }
    return leaves;
  }

  /** All tensors of the network in order, the learnt ones as these leaves. */
  public List<NDArray> tensors(List<NDArray> leaves) {
    Iterator<NDArray> learntOnes = leaves.iterator();
    Iterator<NDArray> others = gathered.iterator();
    return specs.stream()
        .map(tensor -> (tensor.role().isLearnt() ? learntOnes : others).next())
        .toList();
  }

  /**
   * Changes the weights by the gradients of the leaves.
   *
   * @param rate the learning rate
   * @param step 0, 1, 2 …
   */
  public void update(List<NDArray> leaves, NDManager scratch, double rate, long step) {
    List<NDArray> gradients = new ArrayList<>();
    for (NDArray leaf : leaves) {
      NDArray gradient = leaf.getGradient();
      gradient.attach(scratch);
      gradients.add(gradient);
    }
    if (rule.gradientClipNorm() > 0) {
      clip(gradients, rule.gradientClipNorm(), scratch);
    }
    List<FusedOptimiserStep.Target> targets = new ArrayList<>();
    for (int i = 0; i < learnt.size(); i++) {
      Learnt one = learnt.get(i);
      targets.add(
          new FusedOptimiserStep.Target(one.value(), gradients.get(i), one.state(), one.ema()));
    }
    update.apply(targets, rate, rule.ema().share(step), step, scratch);
    if (ema != block) {
      for (int i = 0; i < gathered.size(); i++) {
        gatheredEma.get(i).muli(0).addi(gathered.get(i));
      }
    }
  }

  /**
   * Clipping by the norm of the whole gradient (Pascanu, Mikolov and Bengio, 2013, algorithm 1):
   * scales all gradients alike, in place, so that their common Euclidean norm is at most {@code
   * largest}. Stays on the device: nothing waits for the norm.
   */
  private static void clip(List<NDArray> gradients, double largest, NDManager scratch) {
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

  /** The block that holds {@link #best}. */
  Block bestBlock() {
    return ema;
  }

  /** The weights to validate and to keep: their EMA where there is one. */
  public Weights best() {
    return BlockWeights.read(specs, ema);
  }

  /** Everything that the next step depends on, by name. */
  public Weights state() {
    Map<String, Tensor> all = new LinkedHashMap<>();
    BlockWeights.read(specs, block)
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

  /** Takes up what {@link #state} gave. */
  public void restore(Weights state) {
    BlockWeights.write(specs, part(state, WEIGHTS), block);
    if (ema != block) {
      BlockWeights.write(specs, part(state, EMA), ema);
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
        EngineArray.copy(kept.values(), array);
      }
    }
  }

  private String stateName(int k) {
    return rule.optimiser().states().get(k) + "/";
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
    update.close();
  }
}
