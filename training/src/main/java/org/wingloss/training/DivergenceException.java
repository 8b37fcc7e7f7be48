package org.wingloss.training;

/** A training whose loss has left all bounds. */
public final class DivergenceException extends InvalidRecipeException {
  private static final long serialVersionUID = 1L;

  private final long step;

  /**
   * Creates the exception.
   *
   * @param step at which it was seen, counted from 1
   * @param message a whole sentence
   */
  public DivergenceException(long step, String message) {
    super(message);
    this.step = step;
  }

  /** The step at which it was seen, counted from 1. */
  public long step() {
    return step;
  }
}
