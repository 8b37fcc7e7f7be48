package org.wingloss.model.inference;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;

/**
 * The order in which people number things: digits in a row count as one number, so {@code frame2}
 * comes before {@code frame10}. Everything else is compared by its characters.
 */
final class NaturalOrder {
  static final Comparator<String> OF_NAMES =
      Comparator.comparing(NaturalOrder::key, Arrays::compareUnsigned);

  private NaturalOrder() {}

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
}
