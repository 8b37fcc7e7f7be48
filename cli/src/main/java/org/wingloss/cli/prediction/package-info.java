/**
 * Predictions on their way in and out: what {@code predict} prints, writes and draws, and the files
 * that {@code score} and {@code compare} read. Entry type: {@link
 * org.wingloss.cli.prediction.PredictionWriter}.
 */
package org.wingloss.cli.prediction;
