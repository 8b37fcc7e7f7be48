/**
 * The losses of the paper (docs/paper.md, section 2) for ND4J and Deeplearning4j. ND4J is an
 * optional dependency: only this package needs it. Entry type: {@link
 * org.wingloss.loss.nd4j.Nd4jLandmarkLoss}.
 */
package org.wingloss.loss.nd4j;
