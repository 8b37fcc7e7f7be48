package org.wingloss.data.dataset;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
    return lines(folder).flatMap(line -> ids(line, split)).collect(Collectors.toSet());
  }

  /**
   * The lines of a folder's list that left no face out.
   *
   * @param readings by split
   */
  static List<String> idle(Path folder, Map<String, Reading> readings) {
    return lines(folder)
        .filter(
            line ->
                readings.entrySet().stream()
                    .noneMatch(
                        split ->
                            ids(line, split.getKey())
                                .anyMatch(split.getValue().skipped()::contains)))
        .toList();
  }

  private static Stream<String> lines(Path folder) {
    Path file = folder.resolve(NAME);
    return Files.isRegularFile(file)
        ? TextFile.lines(file).stream()
            .filter(line -> !line.isBlank() && !line.startsWith("//"))
            .map(String::strip)
        : Stream.empty();
  }

  /** What a line may name in a split. */
  private static Stream<String> ids(String line, String split) {
    String mark = line(split, "");
    return line.startsWith(mark)
        ? Stream.of(line, line.substring(mark.length()).strip())
        : Stream.of(line);
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
