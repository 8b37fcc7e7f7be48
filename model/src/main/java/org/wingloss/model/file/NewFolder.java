package org.wingloss.model.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.wingloss.data.InvalidDataException;

/** Writes a folder so that it is there whole or not at all. */
final class NewFolder {
  private NewFolder() {}

  /**
   * Writes files and then gives their folder its name.
   *
   * @param files name relative to the folder → content; a name may hold one slash
   */
  static void write(Path folder, Map<String, byte[]> files) {
    Path target = folder.toAbsolutePath().normalize();
    Path fresh = target.resolveSibling(target.getFileName() + ".unfinished");
    Path old = target.resolveSibling(target.getFileName() + ".old");
    try {
      delete(fresh);
      Files.createDirectories(fresh);
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        Path path = fresh.resolve(file.getKey());
        Files.createDirectories(path.getParent());
        Files.write(path, file.getValue());
      }
      if (Files.exists(target)) {
        requireModel(target);
        delete(old);
        Files.move(target, old);
      }
      Files.move(fresh, target);
      delete(old);
    } catch (IOException e) {
      throw InvalidDataException.in(folder, "cannot be written: " + e.getMessage(), e);
    }
  }

  /** What is replaced must be a model or empty: never somebody's other folder. */
  private static void requireModel(Path target) throws IOException {
    try (Stream<Path> content = Files.list(target)) {
      List<String> names = content.map(path -> path.getFileName().toString()).toList();
      if (!names.isEmpty()
          && !names.contains(ModelFile.DESCRIPTION)
          && !names.contains(PipelineFile.DESCRIPTION)) {
        throw InvalidDataException.in(
            target, "is in the way: a folder that is neither empty nor a model");
      }
    }
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> content = Files.walk(folder)) {
      for (Path path : content.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
