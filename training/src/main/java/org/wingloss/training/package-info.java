/** Recipes, the training loop, two stages, checkpoints and sweeps (paper, section 7). */
package org.wingloss.training;
