package org.wingloss.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words that a shell makes of a command line of the documents. */
final class ShellWords {
  private static final Pattern WORD = Pattern.compile("'([^']*)'|([^\\s']+)");

  private ShellWords() {}

  /** Takes quotes away and joins continued lines. */
  static List<String> of(String command) {
    List<String> words = new ArrayList<>();
    Matcher word = WORD.matcher(command.replaceAll("\\\\\\R", " "));
    int end = -1;
    while (word.find()) {
      String text = word.group(1) != null ? word.group(1) : word.group(2);
      if (word.start() == end) {
        words.set(words.size() - 1, words.get(words.size() - 1) + text);
      } else {
        words.add(text);
      }
      end = word.end();
    }
    return words;
  }
}
