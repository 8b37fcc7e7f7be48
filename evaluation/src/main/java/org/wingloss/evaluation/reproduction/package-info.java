/**
 * A table of the paper beside the same table from own runs: differences, verdicts, and the paper's
 * claims as sentences that hold, do not hold or cannot be said (docs/paper.md, section 8). Numbers
 * in, sentences out: what was trained, and how, is the caller's. Entry type: {@link
 * org.wingloss.evaluation.reproduction.Reproduction}.
 */
package org.wingloss.evaluation.reproduction;
