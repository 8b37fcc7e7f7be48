package org.wingloss.cli.terminal;

import java.io.Console;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** Whether a person watches, and in which characters. */
public final class Terminal {
  private Terminal() {}

  /**
   * What standard output is written in: the terminal's own characters, UTF-8 for files and pipes.
   */
  public static Charset charset() {
    return isInteractive() ? System.console().charset() : StandardCharsets.UTF_8;
  }

  /** Whether standard input and output are a terminal. */
  @SuppressWarnings("SystemConsoleNull") // The newer meaning is asked for below.
  public static boolean isInteractive() {
    Console console = System.console();
    if (console == null) {
      return false;
    }
    try {
      // Since 22 there is a console without a terminal, and a method that tells.
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (ReflectiveOperationException e) {
      return true;
    }
  }
}
