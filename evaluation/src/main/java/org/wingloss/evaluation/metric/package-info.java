/**
 * From point errors to NME, failure rate, AUC and CED as pure functions (paper, section 6). Entry
 * type: {@link org.wingloss.evaluation.metric.CumulativeErrorDistribution}.
 */
package org.wingloss.evaluation.metric;
