package org.wingloss.model.file;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.wingloss.data.InvalidDataException;

/** Packs a model folder into one file, which {@link StoredModel#open} reads in place. */
public final class ModelZip {
  private ModelZip() {}

  /**
   * Packs a model folder; the zip appears under its name once it is complete.
   *
   * @throws InvalidDataException if there is no sound model or the zip cannot be written
   */
  public static void write(Path folder, Path zip) {
    StoredModel.open(folder);
    Path root =
        Files.exists(folder.resolve(ModelFile.DESCRIPTION))
                || Files.exists(folder.resolve(PipelineFile.DESCRIPTION))
            ? folder
            : folder.resolve("model");
    Path target = zip.toAbsolutePath();
    Path fresh = target.resolveSibling(target.getFileName() + ".unfinished");
    try {
      try (OutputStream out = Files.newOutputStream(fresh);
          ZipOutputStream file = new ZipOutputStream(out)) {
        for (Path path : files(root)) {
          ZipEntry entry = new ZipEntry(root.relativize(path).toString().replace('\\', '/'));
          // Equal models give equal zips.
          entry.setTime(0);
          file.putNextEntry(entry);
          Files.copy(path, file);
          file.closeEntry();
        }
      }
      Files.move(fresh, target, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw InvalidDataException.in(zip, "cannot be written: " + e.getMessage(), e);
    }
  }

  private static List<Path> files(Path root) throws IOException {
    List<Path> files = new ArrayList<>();
    try (Stream<Path> all = Files.walk(root, 2)) {
      all.filter(Files::isRegularFile).sorted().forEach(files::add);
    }
    return files;
  }
}
