package org.wingloss.data.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.format.matlab.Mat73Variables;
import org.wingloss.data.image.ImageFiles;
import org.wingloss.data.io.AtomicFolder;

/**
 * The pictures inside a MATLAB file, unpacked once as PNG files: into the folder {@code
 * NAME.pictures} beside the file, or, where that cannot be written, into {@code
 * ~/.cache/wingloss/}. The folder appears when it is complete and is made anew when the file's size
 * or date has changed.
 */
final class MatPictures {
  private static final Logger LOG = LoggerFactory.getLogger(MatPictures.class);
  private static final String MADE_FROM = "made-from.txt";

  private final Path file;
  private final String name;

  MatPictures(Path file, String name) {
    this.file = file;
    this.name = name;
  }

  /** The file name of picture i, from 0. */
  static String name(int i) {
    return String.format(Locale.ROOT, "%04d.png", i + 1);
  }

  Path unpack(Mat73Variables variables, long[] references) {
    try {
      String origin = Files.size(file) + " bytes, " + Files.getLastModifiedTime(file) + "\n";
      for (Path folder : List.of(beside(), cached())) {
        Path mark = folder.resolve(MADE_FROM);
        if (Files.isRegularFile(mark) && Files.readString(mark).equals(origin)) {
          return folder;
        }
      }
      Path folder = Files.isWritable(file.toAbsolutePath().getParent()) ? beside() : cached();
      LOG.info("unpacking {} pictures of {} into {}", references.length, file, folder);
      return AtomicFolder.replace(
          folder,
          unfinished -> {
            for (int i = 0; i < references.length; i++) {
              ImageFiles.writePng(
                  variables.picture("Is", references[i]), unfinished.resolve(name(i)));
            }
            Files.writeString(unfinished.resolve(MADE_FROM), origin);
            return folder;
          });
    } catch (IOException e) {
      throw InvalidDataException.in(file, "its pictures cannot be unpacked: " + e.getMessage(), e);
    }
  }

  private Path beside() {
    return file.resolveSibling(name + ".pictures");
  }

  private Path cached() {
    String path = file.toAbsolutePath().normalize().toString();
    return Path.of(
        System.getProperty("user.home"),
        ".cache",
        "wingloss",
        name + "-" + Integer.toHexString(path.hashCode()) + ".pictures");
  }
}
