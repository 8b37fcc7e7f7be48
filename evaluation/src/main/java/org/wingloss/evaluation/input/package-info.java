/**
 * Sources of ground truth and predictions to score: which format a file has, faces by position,
 * matching of ids. The formats themselves are {@link org.wingloss.data.format}. Entry type: {@link
 * org.wingloss.evaluation.input.FaceFiles}.
 */
package org.wingloss.evaluation.input;
