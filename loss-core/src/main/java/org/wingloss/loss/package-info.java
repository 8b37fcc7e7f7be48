/**
 * The losses of the paper (docs/paper.md, section 2) and their relatives: value, derivative,
 * reduction. Nothing here needs an engine. Entry type: {@link org.wingloss.loss.LandmarkLoss}. Tags
 * such as (P), (A) or (U1) say how certain a fact about the paper is: docs/paper.md#trust-tags.
 */
package org.wingloss.loss;
