package org.wingloss.data.dataset;

import java.util.HashMap;
import java.util.Map;

/** Names for the faces of a list: the picture's id, then {@code #2}, {@code #3} … for more. */
final class FaceIds {
  private final Map<String, Integer> seen = new HashMap<>();

  String next(String picture) {
    int number = seen.merge(picture, 1, Integer::sum);
    return number == 1 ? picture : picture + "#" + number;
  }
}
