/**
 * Recipes, the training loop, two stages, checkpoints and sweeps (docs/paper.md, section 4). Entry
 * type: {@link org.wingloss.training.run.TrainingRun}. Tags such as (P), (A) or (U1) say how
 * certain a fact about the paper is: docs/paper.md#trust-tags.
 */
package org.wingloss.training;
