/**
 * Matches predictions with the truth and computes every face's errors once. Entry type: {@link
 * org.wingloss.evaluation.score.Scores}.
 */
package org.wingloss.evaluation.score;
