package org.wingloss.data;

import java.util.regex.Pattern;

/** Words that go with a count: {@code [face is|faces are]}. */
public final class Plural {
  private static final Pattern CHOICE = Pattern.compile("\\[([^|\\[\\]]*)\\|([^|\\[\\]]*)\\]");

  private Plural() {}

  /**
   * The text with the first words of every {@code [one|many]} for a count of one, else the last.
   */
  public static String of(long count, String text) {
    return CHOICE.matcher(text).replaceAll(count == 1 ? "$1" : "$2");
  }
}
