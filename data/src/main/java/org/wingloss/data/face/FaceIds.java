package org.wingloss.data.face;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Ids for the faces of a list: the image's name, then {@code #2}, {@code #3} … for more. */
public final class FaceIds {
  private final Map<String, Integer> seen = new HashMap<>();
  private final Set<String> given = new HashSet<>();

  /** The image's name of an id: a name stands before the mark, {@code #2} alone is one itself. */
  public static String picture(String id) {
    int mark = id.lastIndexOf('#');
    boolean further = mark > 0 && mark + 1 < id.length();
    for (int i = mark + 1; further && i < id.length(); i++) {
      further = id.charAt(i) >= '0' && id.charAt(i) <= '9';
    }
    return further ? id.substring(0, mark) : id;
  }

  /** The id of an image's k-th face, counted from 1. */
  public static String of(String image, int k) {
    return k == 1 ? image : image + "#" + k;
  }

  /** Keeps an id that the list itself gives a face, so that no later face is called the same. */
  public String given(String id) {
    given.add(id);
    return id;
  }

  /** The id of the next face of an image. */
  public String next(String image) {
    String id;
    do {
      id = of(image, seen.merge(image, 1, Integer::sum));
    } while (given.contains(id));
    return id;
  }
}
