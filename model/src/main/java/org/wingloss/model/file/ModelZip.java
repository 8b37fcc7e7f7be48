package org.wingloss.model.file;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.io.AtomicFile;
import org.wingloss.data.io.FolderFiles;
import org.wingloss.data.io.HiddenFiles;
import org.wingloss.data.io.PathText;

/** Packs a model folder into one file, which {@link StoredModel#open} reads in place. */
public final class ModelZip {
  private ModelZip() {}

  /**
   * Packs a model folder, or copies a zip of one; the zip appears under its name once it is
   * complete. What a folder holds besides, a picture that its card shows, say, is not packed if its
   * name is not one that a zip may hold.
   *
   * @throws InvalidDataException if there is no sound model or the zip cannot be written
   */
  public static void write(Path folder, Path zip) {
    StoredModel.open(folder);
    if (Files.isRegularFile(folder)) {
      AtomicFile.write(zip, out -> Files.copy(folder, out));
      return;
    }
    Path root = StoredModel.place(folder);
    // Listed before the zip is begun: it may lie in the folder, as may an earlier one.
    List<Path> files =
        FolderFiles.below(root, 2).stream()
            .filter(file -> !AtomicFile.isUnfinished(file) && !isSame(file, zip))
            .toList();
    AtomicFile.write(zip, out -> pack(root, files, out));
  }

  private static boolean isSame(Path file, Path zip) {
    try {
      return Files.isSameFile(file, zip);
    } catch (IOException e) {
      return false; // The zip does not exist yet.
    }
  }

  private static void pack(Path root, List<Path> files, OutputStream out) throws IOException {
    ZipOutputStream zip = new ZipOutputStream(out);
    for (Path path : files) {
      String name = PathText.of(root.relativize(path));
      if (HiddenFiles.isHidden(name) || !ModelStore.Zip.mayHold(name)) {
        continue;
      }
      ZipEntry entry = new ZipEntry(name);
      // Equal models give equal zips.
      entry.setTime(0);
      zip.putNextEntry(entry);
      Files.copy(path, zip);
      zip.closeEntry();
    }
    zip.finish();
  }
}
