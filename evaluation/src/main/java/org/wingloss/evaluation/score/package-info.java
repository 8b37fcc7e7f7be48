/**
 * Matches predictions with the ground truth and computes every face's errors once. Entry type:
 * {@link org.wingloss.evaluation.score.Scores}.
 */
package org.wingloss.evaluation.score;
