package org.wingloss.cli.terminal;

import java.io.PrintWriter;
import java.nio.file.InvalidPathException;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import org.wingloss.data.InvalidDataException;
import org.wingloss.training.InvalidRecipeException;

/** What the command line says of a failure, and the {@link ExitCode} with which it ends. */
public final class Failures {
  private Failures() {}

  /**
   * Runs a program; what readers and bounds did not foresee becomes a sentence as well.
   *
   * @param verbose whether the stack trace is wanted, asked once the options are read
   * @return the exit code
   */
  public static int lastResort(IntSupplier work, BooleanSupplier verbose, PrintWriter err) {
    try {
      return work.getAsInt();
    } catch (Error e) {
      // Files under way are removed on the way here.
      return explain(e, verbose.getAsBoolean(), err);
    }
  }

  /**
   * Says what went wrong, in a sentence.
   *
   * @param verbose whether the stack trace is wanted
   * @return the exit code
   */
  public static int explain(Throwable failure, boolean verbose, PrintWriter err) {
    if (failure instanceof OutputException) {
      return ExitCode.UNEXPECTED; // Said once, at the end, for help as well as for verbs.
    }
    if (failure instanceof InterruptedException) {
      return ExitCode.UNEXPECTED; // The program is ending, and who was interrupted has said so.
    }
    if (verbose) {
      failure.printStackTrace(err);
    }
    if (failure instanceof UsageException) {
      err.println("error: " + PlainText.bounded(failure.getMessage()));
      return ExitCode.USAGE;
    }
    if (failure instanceof InvalidRecipeException) {
      err.println("error: " + PlainText.bounded(failure.getMessage()));
      return ExitCode.BAD_RECIPE;
    }
    if (failure instanceof InvalidDataException) {
      err.println("error: " + PlainText.bounded(failure.getMessage()));
      return ExitCode.BAD_DATA;
    }
    if (failure instanceof OutOfMemoryError) {
      err.printf(
          "error: this needs more memory than the %d MiB that Java may take (%s); ask for less, or"
              + " give it more with WINGLOSS_JAVA_OPTS=-Xmx%n",
          Runtime.getRuntime().maxMemory() >> 20, failure.getMessage());
      return ExitCode.UNEXPECTED;
    }
    if (failure instanceof StackOverflowError) {
      err.println("error: an input is nested too deeply to be read");
      return ExitCode.UNEXPECTED;
    }
    if (failure instanceof InvalidPathException) {
      err.printf(
          "error: no path where file names are in %s: %s; a UTF-8 locale has all characters%n",
          System.getProperty("sun.jnu.encoding"), failure.getMessage());
      return ExitCode.BAD_DATA;
    }
    err.println("unexpected failure: " + PlainText.bounded(failure.toString()));
    err.println("Run again with --verbose for the stack trace.");
    return ExitCode.UNEXPECTED;
  }
}
