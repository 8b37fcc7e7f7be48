/**
 * Many trainings, by a list or by one grid of settings (docs/paper.md, section 8, table 2: w × ε),
 * side by side in processes of their own. Entry type: {@link org.wingloss.training.sweep.Sweep}.
 */
package org.wingloss.training.sweep;
