package org.wingloss.loss.djl;

import ai.djl.ndarray.NDArray;

/**
 * A loss at every coordinate.
 *
 * @param value f(x), (N, 2L)
 * @param slope f′(x), (N, 2L)
 */
record Pieces(NDArray value, NDArray slope) {}
