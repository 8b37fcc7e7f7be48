/**
 * What a report says, as data: metrics with intervals, comparisons, example faces (docs/paper.md,
 * section 7). Entry types: {@link org.wingloss.evaluation.report.content.Summary} for one set of
 * predictions, {@link org.wingloss.evaluation.report.content.Report} for a whole report.
 */
package org.wingloss.evaluation.report.content;
