package org.wingloss.model.file;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.io.AtomicFile;
import org.wingloss.data.io.HiddenFiles;
import org.wingloss.data.io.PathText;

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
    Path root = new ModelStore.Folder(folder).isModel() ? folder : folder.resolve("model");
    AtomicFile.write(zip, out -> pack(root, out));
  }

  private static void pack(Path root, OutputStream out) throws IOException {
    ZipOutputStream zip = new ZipOutputStream(out);
    for (Path path : files(root)) {
      ZipEntry entry = new ZipEntry(root.relativize(path).toString().replace('\\', '/'));
      // Equal models give equal zips.
      entry.setTime(0);
      zip.putNextEntry(entry);
      Files.copy(path, zip);
      zip.closeEntry();
    }
    zip.finish();
  }

  private static List<Path> files(Path root) throws IOException {
    List<Path> files = new ArrayList<>();
    try (Stream<Path> all = Files.walk(root, 2)) {
      all.filter(Files::isRegularFile)
          .filter(file -> !HiddenFiles.isHidden(PathText.of(root.relativize(file))))
          .sorted()
          .forEach(files::add);
    }
    return files;
  }
}
