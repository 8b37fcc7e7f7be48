/**
 * The scorer: predictions in, errors, metrics, intervals, tests and reports out (protocols of the
 * paper's section 6 and of its follow-ups). Needs no network and no engine; scores anybody's
 * prediction files. Entry type: {@link org.wingloss.evaluation.score.Scores}.
 */
package org.wingloss.evaluation;
