package org.wingloss.training.optimiser;

import ai.djl.ndarray.NDArray;
import java.util.List;
import org.wingloss.training.line.Call;

/**
 * The running moments of Adam (Kingma and Ba, 2015, algorithm 1): {@code m ← β₁m + (1−β₁)g}, {@code
 * v ← β₂v + (1−β₂)g²}, and the step {@code η·m̂/(√v̂ + ε)} of their values corrected for the zeros
 * with which they began.
 *
 * @param beta1 0 to below 1
 * @param beta2 0 to below 1
 * @param epsilon above 0
 */
public record Moments(double beta1, double beta2, double epsilon) {
  static final List<String> STATES = List.of("mean", "square");

  /** Checks the ranges. */
  public Moments {
    requireShare("beta1", beta1);
    requireShare("beta2", beta2);
    if (!(epsilon > 0) || !Double.isFinite(epsilon)) {
      throw new IllegalArgumentException("epsilon must be > 0 but was " + epsilon);
    }
  }

  static Moments of(Call call) {
    return new Moments(
        call.number("beta1", 0.9), call.number("beta2", 0.999), call.number("epsilon", 1e-8));
  }

  /** Renews the moments and takes the step. */
  void step(NDArray parameter, NDArray gradient, List<NDArray> state, double rate, long step) {
    NDArray mean = state.get(0);
    NDArray square = state.get(1);
    double meanBias = 1 - Math.pow(beta1, step + 1.0);
    double squareBias = 1 - Math.pow(beta2, step + 1.0);
    try (NDArray share = gradient.mul((float) (1 - beta1))) {
      mean.muli((float) beta1).addi(share);
    }
    gradient.muli(gradient).muli((float) (1 - beta2));
    square.muli((float) beta2).addi(gradient);
    // η·m̂/(√v̂ + ε) = (η√c₂/c₁)·m/(√v + ε√c₂), with c₁ and c₂ the corrections.
    try (NDArray root = square.sqrt()) {
      root.addi((float) (epsilon * Math.sqrt(squareBias)));
      try (NDArray move = mean.div(root)) {
        parameter.subi(move.muli((float) (rate * Math.sqrt(squareBias) / meanBias)));
      }
    }
  }

  String line() {
    return "beta1=%s,beta2=%s,epsilon=%s"
        .formatted(Call.format(beta1), Call.format(beta2), Call.format(epsilon));
  }

  static void requireShare(String name, double share) {
    if (!(share >= 0 && share < 1)) {
      throw new IllegalArgumentException(name + " must be >= 0 and < 1 but was " + share);
    }
  }

  static void requireDecay(double decay) {
    if (!(decay >= 0) || !Double.isFinite(decay)) {
      throw new IllegalArgumentException("weight-decay must be >= 0 but was " + decay);
    }
  }
}
