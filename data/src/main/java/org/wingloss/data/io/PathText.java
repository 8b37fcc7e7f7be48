package org.wingloss.data.io;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.wingloss.data.InvalidDataException;

/** The text of a path, as ids are made of it. */
public final class PathText {
  private PathText() {}

  /**
   * The path with {@code /} between folders.
   *
   * @throws InvalidDataException if the name has characters that the encoding of file names has
   *     not: they would all become the same one, and two files might get one id
   */
  public static String of(Path path) {
    String text = path.toString();
    if (!leadsBack(text, path)) {
      throw new InvalidDataException(
          "%s: the file's name cannot be read in %s, the encoding of file names here; start Java in a"
                  .formatted(text, System.getProperty("sun.jnu.encoding"))
              + " UTF-8 locale, for example LC_ALL=C.UTF-8, or rename the file");
    }
    return text.replace('\\', '/');
  }

  private static boolean leadsBack(String text, Path path) {
    try {
      return path.getFileSystem().getPath(text).equals(path);
    } catch (InvalidPathException e) {
      return false;
    }
  }
}
