/**
 * Update rules written out on arrays (PAPER.md section 4). Entry type: {@link
 * org.wingloss.training.optimiser.Optimiser}.
 */
package org.wingloss.training.optimiser;
