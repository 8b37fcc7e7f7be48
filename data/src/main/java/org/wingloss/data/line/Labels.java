package org.wingloss.data.line;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** Finds constants by the names that users write. */
public final class Labels {
  private Labels() {}

  /**
   * The constant of a name.
   *
   * @param rule how the message begins: {@code a table is}, {@code precision must be}
   * @param all the constants, in the order of the message
   * @param label their names
   * @throws IllegalArgumentException if there is none, naming all
   */
  public static <T> T find(String rule, T[] all, Function<T, String> label, String wanted) {
    return Arrays.stream(all)
        .filter(one -> label.apply(one).equals(wanted))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "%s %s but was '%s'"
                        .formatted(rule, either(Arrays.stream(all).map(label).toList()), wanted)));
  }

  private static String either(List<String> labels) {
    int last = labels.size() - 1;
    return last < 1
        ? String.join("", labels)
        : String.join(", ", labels.subList(0, last)) + " or " + labels.get(last);
  }
}
