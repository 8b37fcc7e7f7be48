package org.wingloss.loss;

import java.util.Locale;

/**
 * How the costs of N × 2L coordinates become one number. Write k for the weight of a coordinate:
 * its landmark's weight (1 unless given), and 0 when the landmark is hidden from the loss.
 *
 * <p>Sources disagree about the paper's choice: summed over a face's coordinates (U1, 95 %), and
 * either averaged over the mini-batch (its toolbox divides the gradient by the batch size, T) or
 * "not divided by the batch size" (A). So the reduction always has a name and a recipe states it.
 */
public enum Reduction {
  /**
   * The paper's: Σ k·f over the coordinates of a face, mean over the faces. A face without any
   * coordinate of weight above 0 is as if it were not in the batch.
   */
  PER_FACE,
  /** Σ k·f over all coordinates of the batch. */
  SUM,
  /** Σ k·f / Σ k over all coordinates: hidden ones do not dilute the mean. */
  MEAN;

  /**
   * Reads {@code per-face}, {@code sum} or {@code mean}.
   *
   * @throws IllegalArgumentException for any other name
   */
  public static Reduction parse(String name) {
    for (Reduction reduction : values()) {
      if (reduction.toString().equals(name)) {
        return reduction;
      }
    }
    throw new IllegalArgumentException(
        "a reduction is per-face, sum or mean but was '%s'".formatted(name));
  }

  /** {@code per-face}, {@code sum} or {@code mean}. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
