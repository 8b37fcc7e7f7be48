/**
 * Writes results as text for a terminal, JSON and Markdown. Entry type: {@link
 * org.wingloss.evaluation.report.ReportFiles}, which writes all files of a report.
 */
package org.wingloss.evaluation.report;
