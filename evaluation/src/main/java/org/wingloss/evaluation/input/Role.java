package org.wingloss.evaluation.input;

/** What a file is read as; only rules for values that cannot be used depend on it. */
public enum Role {
  /** A coordinate that is not finite is an error. */
  TRUTH,
  /** A coordinate that is not finite is a point that was not found: counted, never skipped. */
  PREDICTIONS
}
