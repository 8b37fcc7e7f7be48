package org.wingloss.cli.terminal;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.Charset;
import java.util.function.IntSupplier;

/**
 * Standard output that asks whether it was written. {@link java.io.PrintStream} and {@link
 * java.io.PrintWriter} pass over a full disk and a closed pipe; here the first failure ends the
 * verb, also through a print writer around this one, and is remembered.
 */
public final class StandardOutput extends Writer {
  private final Writer stream;
  private OutputException failure;

  /** Writes to a stream, which is not closed by whoever prints. */
  public StandardOutput(OutputStream stream, Charset charset) {
    this.stream = new OutputStreamWriter(stream, charset);
  }

  @Override
  public void write(char[] text, int offset, int length) {
    trying(() -> stream.write(text, offset, length));
  }

  @Override
  public void flush() {
    trying(stream::flush);
  }

  @Override
  public void close() {
    flush();
  }

  /**
   * The exit code of a program that has printed here.
   *
   * @param run prints and gives its own code
   * @param err hears why something has not arrived, unless nobody listens any more
   */
  public int exitCode(IntSupplier run, PrintWriter err) {
    int exit;
    try {
      exit = run.getAsInt();
      flush();
    } catch (OutputException e) {
      exit = ExitCode.UNEXPECTED;
    }
    if (failure == null) {
      return exit;
    }
    if (failure.isClosedPipe()) {
      return ExitCode.CLOSED_PIPE;
    }
    err.println("error: " + failure.getMessage());
    return ExitCode.UNEXPECTED;
  }

  private interface Attempt {
    void run() throws IOException;
  }

  /** After a failure nothing follows: a result with a gap would look like a whole one. */
  private void trying(Attempt attempt) {
    if (failure != null) {
      throw failure;
    }
    try {
      attempt.run();
    } catch (IOException e) {
      failure = new OutputException(e);
      throw failure;
    }
  }
}
