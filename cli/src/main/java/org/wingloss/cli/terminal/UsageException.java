package org.wingloss.cli.terminal;

/** An argument that cannot be used, or an output that is in the way: exit code 2. */
public final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UsageException(String message) {
    super(message);
  }
}
