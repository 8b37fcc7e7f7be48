package org.wingloss.data.face;

import java.util.HashMap;
import java.util.Map;

/** Ids for the faces of a list: the image's name, then {@code #2}, {@code #3} … for more. */
public final class FaceIds {
  private final Map<String, Integer> seen = new HashMap<>();

  /** The image's name of an id. */
  public static String picture(String id) {
    return id.replaceFirst("#[0-9]+$", "");
  }

  /** The id of the next face of an image. */
  public String next(String image) {
    int number = seen.merge(image, 1, Integer::sum);
    return number == 1 ? image : image + "#" + number;
  }
}
