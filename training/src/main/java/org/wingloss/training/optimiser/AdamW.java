package org.wingloss.training.optimiser;

import java.util.List;
import org.wingloss.data.line.SettingLine;

/**
 * Adam with decoupled weight decay (Loshchilov and Hutter, 2019, algorithm 2): first {@code θ ←
 * θ·(1 − ηλ)}, then Adam's step. Not the paper's; for short runs. Weight decay acts on weights and
 * biases alike.
 *
 * @param moments the constants
 * @param weightDecay λ, at least 0
 */
public record AdamW(AdamMoments moments, double weightDecay) implements Optimiser {
  static final String NAME = "adamw";

  /** Checks the decay. */
  public AdamW {
    WeightDecay.require(weightDecay);
  }

  @Override
  public List<String> states() {
    return AdamMoments.STATES;
  }

  @Override
  public String statement(FusedOptimiserStep.Names names) {
    return moments.statement("_fused_adamw_", weightDecay, names);
  }

  @Override
  public String line() {
    return SettingLine.print(
        NAME,
        "beta1",
        moments.beta1(),
        "beta2",
        moments.beta2(),
        "epsilon",
        moments.epsilon(),
        "weight-decay",
        weightDecay);
  }
}
