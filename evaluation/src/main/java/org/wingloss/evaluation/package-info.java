/**
 * The scorer: predictions in, errors, metrics, intervals, tests and reports out (protocols:
 * docs/paper.md, section 7). Needs no network and no engine; scores anybody's prediction files.
 * Entry type: {@link org.wingloss.evaluation.score.Scores}. Tags such as (P), (A) or (U1) say how
 * certain a fact about the paper is: docs/paper.md#trust-tags.
 */
package org.wingloss.evaluation;
