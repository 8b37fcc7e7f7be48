package org.wingloss.training.optimiser;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.wingloss.data.line.SettingLine;

/**
 * Adam, and Adam with decoupled weight decay. Both keep running moments (Kingma and Ba, 2015,
 * algorithm 1): {@code m ← β₁m + (1−β₁)g}, {@code v ← β₂v + (1−β₂)g²}, and take the step {@code
 * η·m̂/(√v̂ + ε)} of their values corrected for the zeros with which they began. Not the paper's.
 *
 * @param kind whether weight decays
 * @param beta1 0 to below 1
 * @param beta2 0 to below 1
 * @param epsilon above 0
 * @param weightDecay λ, at least 0; 0 where it does not decay
 */
public record Adam(Kind kind, double beta1, double beta2, double epsilon, double weightDecay)
    implements Optimiser {
  /** The two. */
  public enum Kind {
    /** Without weight decay. */
    ADAM,
    /**
     * With decoupled weight decay (Loshchilov and Hutter, 2019, algorithm 2): first {@code θ ← θ·(1
     * − ηλ)}, then Adam's step. For short runs. Weight decay acts on weights and biases alike.
     */
    ADAMW;

    String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Checks the ranges. */
  public Adam {
    requireShare("beta1", beta1);
    requireShare("beta2", beta2);
    if (!(epsilon > 0) || !Double.isFinite(epsilon)) {
      throw new IllegalArgumentException("epsilon must be > 0 but was " + epsilon);
    }
    WeightDecay.require(weightDecay);
  }

  static Adam of(Kind kind, SettingLine setting) {
    return new Adam(
        kind,
        setting.number("beta1", 0.9),
        setting.number("beta2", 0.999),
        setting.number("epsilon", 1e-8),
        kind == Kind.ADAMW ? setting.number("weight-decay", 0.01) : 0);
  }

  @Override
  public List<String> states() {
    return List.of("mean", "square");
  }

  /** Renews the moments and takes the step, by the engine's own kernel. */
  @Override
  public String statement(FusedOptimiserStep.Names names) {
    return ("torch._fused_%s_(%s, %s, %s, %s, %s, %s, lr=%s, beta1=%s, beta2=%s,"
            + " weight_decay=%s, eps=%s, amsgrad=False, maximize=False)")
        .formatted(
            kind.label(),
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

  @Override
  public String line() {
    List<Object> parameters =
        new ArrayList<>(List.of("beta1", beta1, "beta2", beta2, "epsilon", epsilon));
    if (kind == Kind.ADAMW) {
      parameters.addAll(List.of("weight-decay", weightDecay));
    }
    return SettingLine.print(kind.label(), parameters.toArray());
  }

  static void requireShare(String name, double share) {
    if (!(share >= 0 && share < 1)) {
      throw new IllegalArgumentException(name + " must be >= 0 and < 1 but was " + share);
    }
  }
}
