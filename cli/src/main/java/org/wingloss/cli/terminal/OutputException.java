package org.wingloss.cli.terminal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;

/** Standard output cannot be written: the disk is full, or whoever read it has gone. */
public final class OutputException extends UncheckedIOException {
  private static final long serialVersionUID = 1L;

  OutputException(IOException cause) {
    super("standard output cannot be written: " + cause.getMessage(), cause);
  }

  /** Whether the reader of a pipe has ended, as {@code head} does once it has its lines. */
  public boolean isClosedPipe() {
    String reason = String.valueOf(getCause().getMessage());
    return reason.toLowerCase(Locale.ROOT).contains("pipe");
  }
}
