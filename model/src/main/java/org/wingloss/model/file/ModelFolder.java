package org.wingloss.model.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.io.AtomicFolder;
import org.wingloss.data.io.FileFailure;

/** Writes a model folder, in place of an older model or an empty folder only. */
final class ModelFolder {
  private ModelFolder() {}

  /**
   * Writes all files or none.
   *
   * @param files name relative to the folder → content; a name may hold one slash
   */
  static void write(Path folder, Map<String, byte[]> files) {
    if (Files.isDirectory(folder)) {
      requireModel(folder);
    }
    AtomicFolder.replace(
        folder,
        unfinished -> {
          for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Path path = unfinished.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.write(path, file.getValue());
          }
          return folder;
        });
  }

  /** What is replaced must be a model or empty: never somebody's other folder. */
  private static void requireModel(Path target) {
    try (Stream<Path> content = Files.list(target)) {
      List<String> names = content.map(path -> path.getFileName().toString()).toList();
      if (!names.isEmpty()
          && !names.contains(ModelFile.DESCRIPTION)
          && !names.contains(PipelineFile.DESCRIPTION)) {
        throw InvalidDataException.in(
            target, "is in the way: a folder that is neither empty nor a model");
      }
    } catch (IOException e) {
      throw FileFailure.unreadable(target, e);
    }
  }
}
