/**
 * The metrics, one file each: pure functions of the faces' errors, which are gathered once
 * (docs/paper.md, section 7). Entry types: {@link org.wingloss.evaluation.metric.FaceErrors} and
 * {@link org.wingloss.evaluation.metric.NormalisedMeanError}.
 */
package org.wingloss.evaluation.metric;
