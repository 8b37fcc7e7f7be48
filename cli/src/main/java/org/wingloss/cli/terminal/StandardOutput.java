package org.wingloss.cli.terminal;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.util.function.IntSupplier;
import java.util.stream.Collectors;

/**
 * Standard output that asks whether it was written. {@link java.io.PrintStream} and {@link
 * java.io.PrintWriter} pass over a full disk and a closed pipe; here the first failure ends the
 * verb, also through a print writer around this one, and is remembered.
 */
public final class StandardOutput extends Writer {
  /** Minus, en dash, ellipsis and bars: what our texts have beside ASCII. */
  private static final String SIGNS =
      "\u2212\u2013\u2026\u2581\u2582\u2583\u2584\u2585\u2586\u2587\u2588";

  private final Writer stream;
  private final String lacking;
  private OutputException failure;

  /** Writes to a stream, which is not closed by whoever prints. */
  public StandardOutput(OutputStream stream, Charset charset) {
    this.stream = new OutputStreamWriter(stream, charset);
    CharsetEncoder encoder = charset.newEncoder();
    this.lacking =
        SIGNS
            .codePoints()
            .filter(sign -> !encoder.canEncode((char) sign))
            .mapToObj(Character::toString)
            .collect(Collectors.joining());
  }

  @Override
  public void write(char[] text, int offset, int length) {
    if (lacking.isEmpty()) {
      trying(() -> stream.write(text, offset, length));
    } else {
      String writable = writable(text, offset, length);
      trying(() -> stream.write(writable));
    }
  }

  /** Signs that the terminal's characters lack, as others that mean the same. */
  private String writable(char[] text, int offset, int length) {
    StringBuilder writable = new StringBuilder(length);
    for (int i = offset; i < offset + length; i++) {
      if (lacking.indexOf(text[i]) < 0) {
        writable.append(text[i]);
      } else {
        writable.append(inAscii(text[i]));
      }
    }
    return writable.toString();
  }

  private static String inAscii(char sign) {
    return switch (sign) {
      case '\u2212', '\u2013' -> "-";
      case '\u2026' -> "...";
      default -> "#";
    };
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
