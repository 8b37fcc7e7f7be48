package org.wingloss.data.dataset;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.format.TextFile;
import org.wingloss.data.io.AtomicFile;

/**
 * The faces of a data folder that every reader leaves out: the file {@value #NAME} in it, one id a
 * line. {@code train: ID} leaves the face out of that split alone, for the same id may name other
 * faces in other splits. Lines that begin with {@code //} are comments.
 */
public final class SkipList {
  /** The file's name. */
  public static final String NAME = "wingloss-skip.txt";

  private SkipList() {}

  /** The line that leaves a face out of one split. */
  public static String line(String split, String id) {
    return split + ": " + id;
  }

  /** The ids that a folder's list leaves out of a split; none where there is no list. */
  static Set<String> of(Path folder, String split) {
    Path file = folder.resolve(NAME);
    if (!Files.isRegularFile(file)) {
      return Set.of();
    }
    Set<String> ids = new HashSet<>();
    for (String line : TextFile.lines(file)) {
      if (!line.isBlank() && !line.startsWith("//")) {
        String id = line.strip();
        ids.add(id);
        if (id.startsWith(line(split, ""))) {
          ids.add(id.substring(line(split, "").length()).strip());
        }
      }
    }
    return ids;
  }

  /**
   * Adds ids to a list. Its lines stay: the faces that it names are read no more, so that nobody
   * finds anew what is wrong with them.
   *
   * @throws InvalidDataException if it cannot be read or written
   */
  public static void add(Path file, Collection<String> ids) {
    Set<String> lines = new LinkedHashSet<>();
    lines.add("// Faces to leave out; as " + NAME + " in the data folder every reader honours it.");
    if (file.toFile().length() > 0) {
      lines.addAll(TextFile.lines(file));
    }
    lines.addAll(ids);
    AtomicFile.write(file, String.join("\n", lines) + "\n");
  }
}
