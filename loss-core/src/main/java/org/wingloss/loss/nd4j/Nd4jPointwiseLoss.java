package org.wingloss.loss.nd4j;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A loss at every coordinate.
 *
 * @param value f(x), (N, 2L)
 * @param slope f′(x), (N, 2L)
 */
record Nd4jPointwiseLoss(INDArray value, INDArray slope) {}
