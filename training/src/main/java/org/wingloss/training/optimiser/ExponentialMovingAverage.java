package org.wingloss.training.optimiser;

/**
 * The exponential moving average (EMA) of the weights, which is validated and kept instead of the
 * weights themselves. After step t = 0, 1, 2 …, with weights θ and EMA a:
 *
 * <pre>
 * a ← a + (1 − d_t)·(θ − a),   d_t = min(decay, (1 + t)/(10 + t))
 * </pre>
 *
 * The second term is a warm-up: early averages forget faster, so that the initial weights do not
 * linger. Not the paper's; for short runs. {@link FusedOptimiserStep} computes it in the same call
 * as the optimiser's step.
 *
 * @param decay d, 0 (no EMA is kept) to below 1
 */
public record ExponentialMovingAverage(double decay) {
  /** Checks the range. */
  public ExponentialMovingAverage {
    if (!(decay >= 0 && decay < 1)) {
      throw new IllegalArgumentException("ema-decay must be >= 0 and < 1 but was " + decay);
    }
  }

  /** Whether an EMA is kept. */
  public boolean isKept() {
    return decay > 0;
  }

  /** 1 − d_t: how much of the new weights enters the EMA after step t = 0, 1, 2 …. */
  public double share(long step) {
    return 1 - Math.min(decay, (1.0 + step) / (10.0 + step));
  }

  /** The TorchScript statement that updates the EMA of one parameter in place. */
  static String statement(String average, String parameter, String share) {
    return "torch.lerp_(%s, %s, %s)".formatted(average, parameter, share);
  }
}
