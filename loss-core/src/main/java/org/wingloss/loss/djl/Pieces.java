package org.wingloss.loss.djl;

import ai.djl.ndarray.NDArray;

/**
 * A loss at every coordinate: f(x) = plain + scale·ln(1 + t), where a {@link Logarithm} holds t,
 * and f′(x) = factor·slope.
 *
 * @param slope f′(x)/factor, (N, 2L)
 * @param factor left to be multiplied with the other factors of the reduction
 * @param plain the part of the value without a logarithm, (N, 2L)
 * @param scale the factor of the logarithm; 0 without one
 */
record Pieces(NDArray slope, double factor, NDArray plain, double scale) {
  static Pieces without(NDArray slope, NDArray plain) {
    return new Pieces(slope, 1, plain, 0);
  }
}
