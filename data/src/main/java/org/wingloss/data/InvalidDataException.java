package org.wingloss.data;

import java.nio.file.Path;

/**
 * A file that cannot be used: its message is one sentence that names the file, the place in it,
 * what was expected and what was found. The command line prints the message alone and ends with
 * exit code 4.
 */
public final class InvalidDataException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Creates the exception from a whole sentence. */
  public InvalidDataException(String message) {
    super(message);
  }

  /** Creates the exception from a whole sentence and what led to it. */
  public InvalidDataException(String message, Throwable cause) {
    super(message, cause);
  }

  /** {@code FILE: problem}. */
  public static InvalidDataException in(Path file, String problem) {
    return new InvalidDataException(file + ": " + problem);
  }

  /** {@code FILE: problem}, with its cause. */
  public static InvalidDataException in(Path file, String problem, Throwable cause) {
    return new InvalidDataException(file + ": " + problem, cause);
  }

  /** {@code FILE, line N: problem}; lines count from 1. */
  public static InvalidDataException at(Path file, long line, String problem) {
    return new InvalidDataException(file + ", line " + line + ": " + problem);
  }
}
