package org.wingloss.training.recipe;

/**
 * Whether training faces are repeated until the poses are even (PAPER.md section 5).
 *
 * @param line {@code none}
 */
public record Balance(String line) {
  /** Every face once. */
  public static final Balance NONE = new Balance("none");

  /**
   * Reads the one-line form.
   *
   * @throws IllegalArgumentException if it is not understood
   */
  public static Balance of(String line) {
    Call call = Call.parse(line, "none");
    call.end();
    if (!call.name().equals("none")) {
      throw new IllegalArgumentException("balance must be none but was '" + line + "'");
    }
    return NONE;
  }
}
