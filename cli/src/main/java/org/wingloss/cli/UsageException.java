package org.wingloss.cli;

/** An argument that cannot be used, or an output that is in the way: exit code 2. */
final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UsageException(String message) {
    super(message);
  }
}
