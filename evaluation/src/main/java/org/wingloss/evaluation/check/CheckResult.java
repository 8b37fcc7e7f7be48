package org.wingloss.evaluation.check;

/**
 * One finding about a set of scores.
 *
 * @param name of the check, {@code one-based}
 * @param status what it means
 * @param message one sentence
 */
public record CheckResult(String name, Status status, String message) {
  /** What a finding means. */
  public enum Status {
    /** Looked at and in order. */
    OK,
    /** Something to know when the number is used. */
    NOTE,
    /** The number is probably not what it seems. */
    WARNING
  }
}
