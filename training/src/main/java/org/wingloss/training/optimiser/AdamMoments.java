package org.wingloss.training.optimiser;

import java.util.List;
import org.wingloss.data.line.SettingLine;

/**
 * The running moments of Adam (Kingma and Ba, 2015, algorithm 1): {@code m ← β₁m + (1−β₁)g}, {@code
 * v ← β₂v + (1−β₂)g²}, and the step {@code η·m̂/(√v̂ + ε)} of their values corrected for the zeros
 * with which they began.
 *
 * @param beta1 0 to below 1
 * @param beta2 0 to below 1
 * @param epsilon above 0
 */
public record AdamMoments(double beta1, double beta2, double epsilon) {
  static final List<String> STATES = List.of("mean", "square");

  /** Checks the ranges. */
  public AdamMoments {
    requireShare("beta1", beta1);
    requireShare("beta2", beta2);
    if (!(epsilon > 0) || !Double.isFinite(epsilon)) {
      throw new IllegalArgumentException("epsilon must be > 0 but was " + epsilon);
    }
  }

  static AdamMoments of(SettingLine setting) {
    return new AdamMoments(
        setting.number("beta1", 0.9),
        setting.number("beta2", 0.999),
        setting.number("epsilon", 1e-8));
  }

  /**
   * Renews the moments and takes the step, by the engine's own kernel.
   *
   * @param kernel {@code _fused_adam_}, or {@code _fused_adamw_}, in which weight decay is
   *     decoupled
   */
  String statement(String kernel, double weightDecay, FusedOptimiserStep.Names names) {
    return ("torch.%s(%s, %s, %s, %s, %s, %s, lr=%s, beta1=%s, beta2=%s,"
            + " weight_decay=%s, eps=%s, amsgrad=False, maximize=False)")
        .formatted(
            kernel,
            names.parameters(),
            names.gradients(),
            names.states().get(0),
            names.states().get(1),
            FusedOptimiserStep.NO_TENSORS,
            names.steps(),
            names.rate(),
            beta1,
            beta2,
            weightDecay,
            epsilon);
  }

  static void requireShare(String name, double share) {
    if (!(share >= 0 && share < 1)) {
      throw new IllegalArgumentException(name + " must be >= 0 and < 1 but was " + share);
    }
  }
}
