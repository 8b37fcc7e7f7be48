package org.wingloss.cli.option;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.wingloss.cli.terminal.UsageException;
import org.wingloss.training.run.RunFolder;

/** Checks of what was typed, which end with one sentence and the exit code of a usage error. */
public final class Arguments {
  /** The most threads, and the most processes, that are started. */
  public static final int MOST_THREADS = 256;

  private Arguments() {}

  /**
   * Refuses a number that is too small, or so large that it could only take all memory.
   *
   * @return the number
   * @throws UsageException naming the option
   */
  public static int within(int least, int most, String option, int value) {
    if (value < least || value > most) {
      throw new UsageException(
          "%s must be from %d to %d but was %d".formatted(option, least, most, value));
    }
    return value;
  }

  /** A thread for each core, as far as so many are started. */
  public static int threadPerCore() {
    return Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors());
  }

  /**
   * Refuses a folder in which something lies.
   *
   * @throws UsageException naming it
   */
  public static void requireNew(Path folder) {
    if (!new RunFolder(folder).isFree()) {
      throw new UsageException(folder + " is not empty; name a new folder");
    }
  }

  /**
   * Refuses to write a file over one that is read, which would be lost.
   *
   * @param option names the file that is to be written
   * @param inputs files that are read
   * @throws UsageException if {@code output} is one of them, under whatever name
   */
  public static void requireOther(String option, Path output, List<Path> inputs) {
    if (!Files.exists(output)) {
      return; // Nothing is there to be lost: no input need be looked at.
    }
    for (Path input : inputs) {
      if (isSame(output, input)) {
        throw new UsageException(
            "%s %s would replace %s, which is read; name another file"
                .formatted(option, output, input));
      }
    }
  }

  /** Whether two paths name one thing that exists. */
  static boolean isSame(Path one, Path other) {
    try {
      return Files.isSameFile(one, other);
    } catch (IOException e) {
      return false; // One of them does not exist.
    }
  }

  /**
   * Turns the refusal of a value into a usage error.
   *
   * @throws UsageException if {@code value} throws an {@link IllegalArgumentException}
   */
  public static <T> T usable(Supplier<T> value) {
    try {
      return value.get();
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage());
    }
  }

  /** As {@link #usable(Supplier)}, with the option's name before the message. */
  public static <T> T usable(String option, Supplier<T> value) {
    try {
      return value.get();
    } catch (IllegalArgumentException e) {
      throw new UsageException(option + ": " + e.getMessage());
    }
  }
}
