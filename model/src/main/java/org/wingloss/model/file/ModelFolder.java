package org.wingloss.model.file;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.io.AtomicFolder;
import org.wingloss.data.io.FolderFiles;
import org.wingloss.data.io.PathText;

/** Writes a model folder, in place of an older model or an empty folder only. */
final class ModelFolder {
  /** The files of a model, or of one of its stages. */
  private static final Set<String> KNOWN =
      Set.of(
          ModelFile.DESCRIPTION,
          ModelFile.WEIGHTS,
          ModelFile.ONNX,
          ModelFile.SHAPES,
          ModelFile.SPREAD,
          ModelFile.FLIP,
          ModelFile.QUANTISATION,
          ModelFile.CARD,
          PipelineFile.DESCRIPTION);

  private ModelFolder() {}

  /**
   * Writes all files or none.
   *
   * @param files name relative to the folder → content; a name may hold one slash
   */
  static void write(Path folder, Map<String, byte[]> files) {
    requireReplaceable(folder);
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

  /** What is replaced must be a model and nothing else, or empty: never somebody's other files. */
  static void requireReplaceable(Path target) {
    if (!Files.isDirectory(target)) {
      return;
    }
    List<String> others =
        FolderFiles.twoDeep(target).stream()
            .map(file -> PathText.of(target.relativize(file)))
            .filter(name -> !KNOWN.contains(name.replaceFirst("^stage[12]/", "")))
            .toList();
    if (!others.isEmpty()) {
      throw InvalidDataException.in(
          target,
          "is in the way: it holds '%s', which belongs to no model; nothing was written"
              .formatted(others.get(0)));
    }
  }
}
