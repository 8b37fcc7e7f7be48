package org.wingloss.loss.djl;

import ai.djl.ndarray.NDArray;

/**
 * A loss at every coordinate: f(x) = line + scale·ln(1 + t) and f′(x) = factor·slope. The factor is
 * left to whoever has a scalar to multiply it with.
 *
 * @param slope f′(x)/factor, (N, 2L)
 * @param factor of the slope, above 0
 * @param line the part of the value without a logarithm, (N, 2L)
 * @param scale of the logarithm
 * @param logarithm holds ln(1 + t), or null when the loss has none
 */
record DjlPointwiseLoss(
    NDArray slope, double factor, NDArray line, double scale, Logarithm logarithm) {
  static DjlPointwiseLoss without(NDArray slope, NDArray line) {
    return new DjlPointwiseLoss(slope, 1, line, 0, null);
  }
}
