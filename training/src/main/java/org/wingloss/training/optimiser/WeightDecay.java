package org.wingloss.training.optimiser;

/**
 * Weight decay λ, at least 0. In {@link MomentumSgd} it is L2 regularisation: λθ is added to the
 * gradient, hence passes through the momentum. In AdamW ({@link Adam}) it is decoupled: the weights
 * shrink by the factor 1 − ηλ before the step. It acts on weights and biases alike.
 */
final class WeightDecay {
  private WeightDecay() {}

  static void require(double decay) {
    if (!(decay >= 0) || !Double.isFinite(decay)) {
      throw new IllegalArgumentException("weight-decay must be >= 0 but was " + decay);
    }
  }
}
