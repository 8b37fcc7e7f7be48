package org.wingloss.training.optimiser;

import java.util.List;
import org.wingloss.data.line.SettingLine;

/**
 * Stochastic gradient descent (SGD) with momentum and weight decay, as the toolbox computes it
 * (MatConvNet; T): {@code v ← μv − (g + λθ)}, then {@code θ ← θ + ηv}. The learning rate η stands
 * outside the momentum, so that a change of the rate acts at once on what the velocity v has
 * gathered. The engine keeps −v. Weight decay is L2 regularisation here: λθ is added to the
 * gradient. It acts on weights and biases alike.
 *
 * @param momentum μ, 0 to below 1; the paper's is 0.9 (A/R, U1 90 %)
 * @param weightDecay λ, at least 0; the paper's is 5e-4 (A/R, U1 90 %)
 */
public record MomentumSgd(double momentum, double weightDecay) implements Optimiser {
  static final String NAME = "sgd";

  /** Checks the ranges. */
  public MomentumSgd {
    Adam.requireShare("momentum", momentum);
    WeightDecay.require(weightDecay);
  }

  @Override
  public List<String> states() {
    return momentum == 0 ? List.of() : List.of("velocity");
  }

  @Override
  public String statement(FusedOptimiserStep.Names names) {
    return ("torch._fused_sgd_(%s, %s, %s, weight_decay=%s, momentum=%s, lr=%s, dampening=0.,"
            + " nesterov=False, maximize=False, is_first_step=False)")
        .formatted(
            names.parameters(),
            names.gradients(),
            momentum == 0 ? FusedOptimiserStep.NO_TENSORS : names.states().get(0),
            weightDecay,
            momentum,
            names.rate());
  }

  @Override
  public String line() {
    return SettingLine.print(NAME, "momentum", momentum, "weight-decay", weightDecay);
  }
}
