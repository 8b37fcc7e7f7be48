package org.wingloss.training;

/**
 * A recipe or configuration that cannot be used: its message is one sentence that names the file,
 * the key, what was expected and what was found. The command line ends with exit code 3.
 */
public class InvalidRecipeException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Creates the exception from a whole sentence. */
  public InvalidRecipeException(String message) {
    super(message);
  }

  /** Creates the exception from a whole sentence and what led to it. */
  public InvalidRecipeException(String message, Throwable cause) {
    super(message, cause);
  }
}
