/**
 * The losses of the paper's section 4 and their relatives: value, derivative, reduction. Nothing
 * here needs an engine. Entry type: {@link org.wingloss.loss.LandmarkLoss}.
 */
package org.wingloss.loss;
