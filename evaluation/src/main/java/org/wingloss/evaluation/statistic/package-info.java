/**
 * Intervals and tests, so that two numbers can be told apart or are said to be equal. Entry types:
 * {@link org.wingloss.evaluation.statistic.Bootstrap} for one set of predictions, {@link
 * org.wingloss.evaluation.statistic.PairedComparison} for two. Nothing here is in the paper.
 */
package org.wingloss.evaluation.statistic;
