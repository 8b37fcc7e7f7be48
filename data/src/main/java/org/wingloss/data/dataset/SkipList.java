package org.wingloss.data.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.format.TextFile;

/**
 * The faces of a data folder that every reader leaves out: the file {@value #NAME} in it, one id a
 * line. Lines that begin with {@code //} are comments.
 */
public final class SkipList {
  /** The file's name. */
  public static final String NAME = "wingloss-skip.txt";

  private SkipList() {}

  /** The ids in a folder's list; none where there is no list. */
  static Set<String> of(Path folder) {
    Path file = folder.resolve(NAME);
    if (!Files.isRegularFile(file)) {
      return Set.of();
    }
    Set<String> ids = new HashSet<>();
    for (String line : TextFile.lines(file)) {
      if (!line.isBlank() && !line.startsWith("//")) {
        ids.add(line.strip());
      }
    }
    return ids;
  }

  /**
   * Writes a list.
   *
   * @throws InvalidDataException if it cannot be written
   */
  public static void write(Path file, Collection<String> ids) {
    List<String> lines = new ArrayList<>();
    lines.add("// Faces to leave out; as " + NAME + " in the data folder every reader honours it.");
    lines.addAll(ids);
    Path part = file.resolveSibling(file.getFileName() + ".part");
    try {
      Files.write(part, lines);
      Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw InvalidDataException.in(file, "cannot be written: " + e.getMessage(), e);
    }
  }
}
