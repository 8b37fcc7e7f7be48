package org.wingloss.cli.option;

import java.util.function.Supplier;
import org.wingloss.cli.terminal.UsageException;

/** Checks of what was typed, which end with one sentence and the exit code of a usage error. */
public final class Arguments {
  private Arguments() {}

  /**
   * Refuses a number that is too small.
   *
   * @return the number
   * @throws UsageException naming the option
   */
  public static int atLeast(int least, String option, int value) {
    if (value < least) {
      throw new UsageException("%s must be >= %d but was %d".formatted(option, least, value));
    }
    return value;
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
