/**
 * Update rules written out on arrays (the paper's training settings). Entry type: {@link
 * org.wingloss.training.optimiser.Optimiser}.
 */
package org.wingloss.training.optimiser;
