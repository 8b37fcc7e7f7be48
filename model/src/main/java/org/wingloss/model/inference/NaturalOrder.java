package org.wingloss.model.inference;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;

/**
 * The order in which people number things: digits in a row count as one number, so {@code frame2}
 * comes before {@code frame10}. Everything else is compared by its characters.
 */
final class NaturalOrder implements Comparator<String> {
  static final Comparator<String> OF_NAMES = new NaturalOrder();

  private NaturalOrder() {}

  @Override
  public int compare(String a, String b) {
    int i = 0;
    int j = 0;
    while (i < a.length() && j < b.length()) {
      int order;
      if (isDigit(a.charAt(i)) && isDigit(b.charAt(j))) {
        int endOfA = endOfNumber(a, i);
        int endOfB = endOfNumber(b, j);
        order = compareNumbers(a.substring(i, endOfA), b.substring(j, endOfB));
        i = endOfA;
        j = endOfB;
      } else {
        order = Character.compare(a.charAt(i++), b.charAt(j++));
      }
      if (order != 0) {
        return order;
      }
    }
    int rest = Integer.compare(a.length() - i, b.length() - j);
    return rest != 0 ? rest : a.compareTo(b); // frame1 and frame01
  }

  /**
   * Bytes whose order, compared one by one without a sign, is that of the names; names that differ
   * in leading zeros alone follow in the order of their characters.
   */
  static byte[] key(String name) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < name.length(); ) {
      if (isDigit(name.charAt(i))) {
        int end = endOfNumber(name, i);
        String number = name.substring(i, end).replaceFirst("^0+", "");
        // A digit, so that it stands among other characters as numbers do; then the longer is
        // larger.
        text.append('0').append((char) number.length()).append(number);
        i = end;
      } else {
        text.append(name.charAt(i++));
      }
    }
    return text.append('\0').append(name).toString().getBytes(StandardCharsets.UTF_16BE);
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static int endOfNumber(String text, int from) {
    int end = from;
    while (end < text.length() && isDigit(text.charAt(end))) {
      end++;
    }
    return end;
  }

  /** Compares numbers of any length by their value. */
  private static int compareNumbers(String a, String b) {
    String x = a.replaceFirst("^0+", "");
    String y = b.replaceFirst("^0+", "");
    return x.length() != y.length() ? Integer.compare(x.length(), y.length()) : x.compareTo(y);
  }
}
