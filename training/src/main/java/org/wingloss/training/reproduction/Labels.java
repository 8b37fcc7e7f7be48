package org.wingloss.training.reproduction;

import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Finds constants by their names on the command line. */
final class Labels {
  private Labels() {}

  /**
   * The constant of a name.
   *
   * @param what the constants are: {@code a table}
   * @throws IllegalArgumentException if there is none, naming all
   */
  static <T> T find(String what, T[] all, Function<T, String> label, String wanted) {
    return Arrays.stream(all)
        .filter(one -> label.apply(one).equals(wanted))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "%s is %s but was '%s'"
                        .formatted(
                            what,
                            Arrays.stream(all).map(label).collect(Collectors.joining(", ")),
                            wanted)));
  }
}
