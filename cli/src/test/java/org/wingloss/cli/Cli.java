package org.wingloss.cli;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * One run of the command line as a user sees it.
 *
 * @param exit the exit code
 * @param out standard output
 * @param err standard error
 */
public record Cli(int exit, String out, String err) {
  /** Runs a verb with both streams caught; one at a time, because the streams are the process's. */
  public static Cli run(Object... arguments) {
    return printingTo(new ByteArrayOutputStream(), arguments);
  }

  /** As {@link #run}, with standard output going to a stream; {@code out} is its text. */
  static synchronized Cli printingTo(OutputStream stdout, Object... arguments) {
    String[] words = new String[arguments.length];
    for (int i = 0; i < words.length; i++) {
      words[i] = arguments[i].toString();
    }
    PrintStream out = System.out;
    PrintStream err = System.err;
    ByteArrayOutputStream caughtErr = new ByteArrayOutputStream();
    try {
      // What a library prints on its own is caught too.
      System.setOut(new PrintStream(stdout, true, StandardCharsets.UTF_8));
      System.setErr(new PrintStream(caughtErr, true, StandardCharsets.UTF_8));
      int exit = Main.run(stdout, words);
      return new Cli(
          exit,
          stdout instanceof ByteArrayOutputStream caught
              ? caught.toString(StandardCharsets.UTF_8)
              : "",
          caughtErr.toString(StandardCharsets.UTF_8));
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
  }
}
