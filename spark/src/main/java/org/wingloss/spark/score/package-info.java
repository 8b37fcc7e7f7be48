/**
 * {@code wingloss spark score}: the metrics of {@code score} and {@code compare} from tables of any
 * size. Entry type: {@link org.wingloss.spark.score.ScoreJob}.
 */
package org.wingloss.spark.score;
