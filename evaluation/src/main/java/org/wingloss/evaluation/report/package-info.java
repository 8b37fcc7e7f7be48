/**
 * Scores as a summary, JSON, Markdown and one self-contained HTML file. Entry type: {@link
 * org.wingloss.evaluation.report.Summary}.
 */
package org.wingloss.evaluation.report;
