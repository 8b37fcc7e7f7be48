/**
 * Update rules (the paper's training settings) and how a step applies one. Entry type: {@link
 * org.wingloss.training.optimiser.Optimiser}.
 */
package org.wingloss.training.optimiser;
