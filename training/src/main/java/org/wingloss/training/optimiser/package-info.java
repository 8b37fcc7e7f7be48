/**
 * Optimisers with momentum and weight decay (docs/paper.md, section 4), the EMA of the weights, and
 * the step that applies both. Entry type: {@link org.wingloss.training.optimiser.Optimiser}.
 */
package org.wingloss.training.optimiser;
