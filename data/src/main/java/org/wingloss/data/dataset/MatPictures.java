package org.wingloss.data.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.NumberText;
import org.wingloss.data.format.matlab.Mat73Variables;
import org.wingloss.data.image.ImageFiles;
import org.wingloss.data.io.AtomicFolder;

/**
 * The pictures inside a MATLAB file, unpacked once as PNG files: into the folder {@code
 * NAME.pictures} beside the file, or, where that cannot be written or is somebody else's, into
 * {@code ~/.cache/wingloss/}. The folder appears when it is complete and is made anew when the
 * file's size or date has changed. Only a folder that holds nothing but what is written here is
 * ever replaced.
 */
public final class MatPictures {
  private static final Logger LOG = LoggerFactory.getLogger(MatPictures.class);
  private static final String MADE_FROM = "made-from.txt";
  private static final Pattern ORIGIN = Pattern.compile("[0-9]+ bytes, [0-9T:.Z-]+\n");
  private static final Pattern PICTURE = Pattern.compile("[0-9]{4,}\\.png");

  private final Path file;
  private final String name;

  MatPictures(Path file, String name) {
    this.file = file;
    this.name = name;
  }

  /** The file name of picture i, from 0. */
  public static String name(int i) {
    return NumberText.format("%04d.png", i + 1);
  }

  /**
   * The folder of the pictures.
   *
   * @throws InvalidDataException if they cannot be read or written, or no folder is free
   */
  Path unpack(Mat73Variables variables, long[] references) {
    String origin = origin();
    List<Path> places = List.of(beside(), cached());
    for (Path folder : places) {
      if (isMadeFrom(folder, origin)) {
        return folder;
      }
    }
    Path folder = place(places);
    LOG.info("unpacking {} pictures of {} into {}", references.length, file, folder);
    return AtomicFolder.replaceUnless(
        folder,
        unfinished -> {
          for (int i = 0; i < references.length; i++) {
            ImageFiles.writePng(
                variables.picture("Is", references[i]), unfinished.resolve(name(i)));
          }
          Files.writeString(unfinished.resolve(MADE_FROM), origin);
          return folder;
        },
        there -> isMadeFrom(there, origin));
  }

  private String origin() {
    try {
      return Files.size(file) + " bytes, " + Files.getLastModifiedTime(file) + "\n";
    } catch (IOException e) {
      throw InvalidDataException.in(file, "its pictures cannot be unpacked: " + e.getMessage(), e);
    }
  }

  private Path place(List<Path> places) {
    boolean writable = Files.isWritable(file.toAbsolutePath().getParent());
    return places.stream()
        .skip(writable ? 0 : 1)
        .filter(MatPictures::isFree)
        .findFirst()
        .orElseThrow(
            () ->
                InvalidDataException.in(
                    cached(),
                    "is where the pictures of "
                        + file
                        + " go, but holds other things; nothing was written"));
  }

  private static boolean isMadeFrom(Path folder, String origin) {
    Path mark = folder.resolve(MADE_FROM);
    try {
      return Files.isRegularFile(mark) && Files.readString(mark).equals(origin);
    } catch (IOException e) {
      return false;
    }
  }

  /** Whether nothing is there, or only what an earlier unpacking wrote. */
  private static boolean isFree(Path folder) {
    if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      return true;
    }
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    try (Stream<Path> content = Files.list(folder)) {
      List<String> names = content.map(path -> path.getFileName().toString()).toList();
      return names.isEmpty()
          || (ORIGIN.matcher(Files.readString(folder.resolve(MADE_FROM))).matches()
              && names.stream().allMatch(n -> n.equals(MADE_FROM) || PICTURE.matcher(n).matches()));
    } catch (IOException e) {
      return false;
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
