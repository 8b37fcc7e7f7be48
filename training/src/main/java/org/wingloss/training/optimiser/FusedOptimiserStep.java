package org.wingloss.training.optimiser;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.wingloss.model.torchscript.TorchScript;
import org.wingloss.model.torchscript.TorchScriptFunction;

/**
 * One step of an optimiser over all parameters of a network at once, and of the {@linkplain
 * ExponentialMovingAverage EMA} of the weights. It is a script for the engine, whose kernels pass
 * over memory once where DJL's operations pass a dozen times.
 */
public final class FusedOptimiserStep implements AutoCloseable {
  /** An empty list of tensors in a {@linkplain Optimiser#statement statement}. */
  static final String NO_TENSORS = "annotate(List[Tensor], [])";

  private final TorchScript script;
  private final Optimiser rule;
  private final boolean withEma;

  /** A parameter that the optimiser changes, all arrays of its shape and on one device. */
  public record Target(NDArray parameter, NDArray gradient, List<NDArray> state, NDArray ema) {
    private List<NDArray> arrays(boolean withEma) {
      List<NDArray> arrays = new ArrayList<>(List.of(parameter, gradient));
      arrays.addAll(state);
      if (withEma) {
        arrays.add(ema);
      }
      return arrays;
    }
  }

  /**
   * The script's variables that an optimiser's {@linkplain Optimiser#statement statement} may name.
   *
   * @param parameters θ, a list of tensors
   * @param gradients ∂loss/∂θ, a list of tensors
   * @param states one list of tensors per {@link Optimiser#states()}
   * @param steps a list of scalars, 1 in the first step
   * @param rate the learning rate, a number
   */
  public record Names(
      String parameters, String gradients, List<String> states, String steps, String rate) {}

  /**
   * Writes and loads the script.
   *
   * @param parameters how many parameters there are
   * @param withEma whether an EMA of the weights is kept
   * @param device where the parameters are
   */
  public FusedOptimiserStep(Optimiser rule, int parameters, boolean withEma, Device device) {
    this.rule = rule;
    this.withEma = withEma;
    this.script = new TorchScript(rule.line(), archive(parameters), device);
  }

  private byte[] archive(int parameters) {
    List<String> names = new ArrayList<>(List.of("numbers", "step"));
    for (int i = 0; i < parameters; i++) {
      for (String kind : kinds()) {
        names.add(kind + i);
      }
    }
    TorchScriptFunction function = new TorchScriptFunction(names);
    String rate = function.add("float(torch.select(numbers, 0, 0))");
    String changed = function.add(list("p", parameters));
    List<String> states =
        IntStream.range(0, rule.states().size())
            .mapToObj(k -> function.add(list("s" + k + "_", parameters)))
            .toList();
    String gradients = function.add(list("g", parameters));
    String steps = function.add(Collections.nCopies(parameters, "step").toString());
    function.run(rule.statement(new Names(changed, gradients, states, steps, rate)));
    if (withEma) {
      String share = function.add("float(torch.select(numbers, 0, 1))");
      for (int i = 0; i < parameters; i++) {
        function.add(ExponentialMovingAverage.statement("a" + i, "p" + i, share));
      }
    }
    // Without a look into the list the engine takes the statement for one without effect.
    return function.archive(changed + "[0]");
  }

  private List<String> kinds() {
    List<String> kinds = new ArrayList<>(List.of("p", "g"));
    IntStream.range(0, rule.states().size()).forEach(k -> kinds.add("s" + k + "_"));
    if (withEma) {
      kinds.add("a");
    }
    return kinds;
  }

  private static String list(String prefix, int parameters) {
    return IntStream.range(0, parameters)
        .mapToObj(i -> prefix + i)
        .collect(Collectors.joining(", ", "[", "]"));
  }

  /**
   * Changes parameters, states and EMA in place. Nothing waits for the device.
   *
   * @param targets as many as were announced; parameters must not record gradients
   * @param rate the learning rate of this step
   * @param share how much of the new parameters enters the EMA, see {@link
   *     ExponentialMovingAverage#share}
   * @param step 0, 1, 2 …
   * @param scratch owns what is made on the way
   */
  public void apply(List<Target> targets, double rate, double share, long step, NDManager scratch) {
    NDManager host = scratch.newSubManager(Device.cpu());
    NDList inputs = new NDList(host.create(new double[] {rate, share}), scratch.create(step + 1f));
    targets.forEach(target -> inputs.addAll(target.arrays(withEma)));
    script.call(inputs);
  }

  @Override
  public void close() {
    script.close();
  }
}
