package org.wingloss.data.face;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Ids for the faces of a list: the image's name, then {@code #2}, {@code #3} … for more. */
public final class FaceIds {
  private final Map<String, Integer> seen = new HashMap<>();
  private final Set<String> given = new HashSet<>();

  /** The image's name of an id. */
  public static String picture(String id) {
    return id.replaceFirst("#[0-9]+$", "");
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
      int number = seen.merge(image, 1, Integer::sum);
      id = number == 1 ? image : image + "#" + number;
    } while (given.contains(id));
    return id;
  }
}
