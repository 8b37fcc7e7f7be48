package org.wingloss.data.io;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Names of files: the last one of a path, and those made of texts of any length. */
public final class FileName {
  /** The most bytes that file systems allow in a name. */
  static final int LONGEST = 255;

  /** Of a name that is too long; the rest of it becomes a hash. */
  private static final int KEPT_CHARACTERS = 50;

  private FileName() {}

  /** The last name of a path, however it was typed; a root, which has none, is its own. */
  public static String last(Path path) {
    Path whole = path.toAbsolutePath().normalize();
    Path name = whole.getFileName();
    return (name == null ? whole : name).toString();
  }

  /**
   * A name that a file system takes with an ending behind it: the name itself, or, where it is too
   * long, its beginning and a hash of it all, so that two names stay two.
   *
   * @param ending what will follow, {@code .png}
   */
  public static String fitting(String name, String ending) {
    if ((name + ending).getBytes(StandardCharsets.UTF_8).length <= LONGEST) {
      return name;
    }
    int end = name.offsetByCodePoints(0, KEPT_CHARACTERS);
    return name.substring(0, end) + "-" + Sha256.of(name).hex().substring(0, 16);
  }
}
