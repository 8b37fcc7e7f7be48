package org.wingloss.cli.terminal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
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
    return reason.toLowerCase(Locale.ROOT).contains("pipe")
        || reason.equals(ofAPipeWithoutReader());
  }

  /** What the system says of a pipe without a reader, in the language that is set. */
  static String ofAPipeWithoutReader() {
    try {
      Pipe pipe = Pipe.open();
      try (Pipe.SinkChannel sink = pipe.sink()) {
        pipe.source().close();
        sink.write(ByteBuffer.allocate(1));
        return "";
      }
    } catch (IOException e) {
      return String.valueOf(e.getMessage());
    }
  }
}
