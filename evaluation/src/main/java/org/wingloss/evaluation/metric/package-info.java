/**
 * From point errors to NME, failure rate, AUC and CED as pure functions (docs/paper.md, section 7).
 * Entry type: {@link org.wingloss.evaluation.metric.CumulativeErrorDistribution}.
 */
package org.wingloss.evaluation.metric;
