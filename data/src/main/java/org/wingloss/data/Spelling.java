package org.wingloss.data;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** What somebody meant who mistyped a name. */
public final class Spelling {
  /** One letter in three may be wrong. */
  private static final int LETTERS_PER_MISTAKE = 3;

  private Spelling() {}

  /** The name that is nearest to a word; empty if none is near. */
  public static Optional<String> nearest(String word, Collection<String> names) {
    return names.stream()
        .filter(name -> mistakes(word, name) <= Math.max(1, word.length() / LETTERS_PER_MISTAKE))
        .min(Comparator.comparingInt(name -> mistakes(word, name)));
  }

  /** {@code ; did you mean 'NAME'?}, or nothing. */
  public static String hint(String word, Collection<String> names) {
    return nearest(word, names).map("; did you mean '%s'?"::formatted).orElse("");
  }

  /**
   * Letters left out, added, exchanged for others or for their neighbours (Damerau, Levenshtein).
   */
  private static int mistakes(String word, String name) {
    int[][] cost = new int[word.length() + 1][name.length() + 1];
    for (int i = 0; i <= word.length(); i++) {
      for (int j = 0; j <= name.length(); j++) {
        if (i == 0 || j == 0) {
          cost[i][j] = i + j;
          continue;
        }
        int other = word.charAt(i - 1) == name.charAt(j - 1) ? 0 : 1;
        int least = Math.min(cost[i - 1][j], cost[i][j - 1]) + 1;
        cost[i][j] = Math.min(least, cost[i - 1][j - 1] + other);
        if (i > 1
            && j > 1
            && word.charAt(i - 1) == name.charAt(j - 2)
            && word.charAt(i - 2) == name.charAt(j - 1)) {
          cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
        }
      }
    }
    return cost[word.length()][name.length()];
  }
}
