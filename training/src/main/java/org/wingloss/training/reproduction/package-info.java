/**
 * The cells of the paper's Tables 1 to 4 (docs/paper.md, section 8) as trainings: which recipe each
 * one is, in which budget, on which data set. Entry type: {@link
 * org.wingloss.training.reproduction.PaperTable}.
 */
package org.wingloss.training.reproduction;
