package org.wingloss.training.optimiser;

import ai.djl.ndarray.NDArray;
import java.util.List;
import org.wingloss.training.line.Call;

/**
 * The toolbox's stochastic gradient descent (MatConvNet; T): {@code v ← μv − (g + λθ)}, then {@code
 * θ ← θ + ηv}. The rate stands outside the momentum, so a change of rate acts at once on what was
 * gathered. Decay acts on weights and biases alike.
 *
 * @param momentum μ, 0 to below 1
 * @param weightDecay λ, at least 0
 */
public record MatConvNetSgd(double momentum, double weightDecay) implements Optimiser {
  static final String NAME = "sgd";

  /** Checks the ranges. */
  public MatConvNetSgd {
    Moments.requireShare("momentum", momentum);
    Moments.requireDecay(weightDecay);
  }

  @Override
  public List<String> states() {
    return List.of("velocity");
  }

  @Override
  public void update(
      NDArray parameter, NDArray gradient, List<NDArray> state, double rate, long step) {
    NDArray velocity = state.get(0);
    velocity.muli((float) momentum).subi(gradient);
    // The gradient is scratch from here on: a product of long-lived arrays would live as long.
    gradient.muli(0).addi(parameter).muli((float) weightDecay);
    velocity.subi(gradient);
    gradient.muli(0).addi(velocity).muli((float) rate);
    parameter.addi(gradient);
  }

  @Override
  public String line() {
    return "%s(momentum=%s,weight-decay=%s)"
        .formatted(NAME, Call.format(momentum), Call.format(weightDecay));
  }
}
