package org.wingloss.evaluation.input;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.io.HiddenFiles;

/** The files of a folder and of those below it. */
final class FolderFiles {
  private FolderFiles() {}

  /**
   * The files with an ending in lower or upper case, sorted; hidden ones not.
   *
   * @throws InvalidDataException if the folder cannot be listed
   */
  static List<Path> below(Path folder, String ending) {
    try (Stream<Path> walk = Files.walk(folder)) {
      return walk.filter(file -> ends(folder.relativize(file), ending))
          .filter(Files::isRegularFile)
          .sorted()
          .limit(IndexedLines.MOST_FACES)
          .toList();
    } catch (IOException | UncheckedIOException e) {
      throw InvalidDataException.in(folder, "cannot be listed: " + e.getMessage(), e);
    }
  }

  private static boolean ends(Path file, String ending) {
    String name = file.toString().toLowerCase(Locale.ROOT).replace('\\', '/');
    return name.endsWith(ending) && !HiddenFiles.isHidden(name);
  }
}
