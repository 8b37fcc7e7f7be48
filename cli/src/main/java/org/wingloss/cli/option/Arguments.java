package org.wingloss.cli.option;

import java.nio.file.Path;
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
