package org.wingloss.data.reader;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.wingloss.data.InvalidDataException;

/**
 * A data set's folder, which nothing that its files name may leave: neither by {@code ..}, nor by
 * an absolute path, nor through a symbolic link.
 */
final class DataFolder {
  private static final List<String> PICTURES = List.of(".jpg", ".png", ".jpeg", ".bmp");

  private final Path root;
  private final Path realRoot;

  private DataFolder(Path root, Path realRoot) {
    this.root = root;
    this.realRoot = realRoot;
  }

  static DataFolder open(Path root) {
    if (!Files.isDirectory(root)) {
      throw InvalidDataException.in(
          root, Files.exists(root) ? "is not a folder" : "there is no such folder");
    }
    try {
      return new DataFolder(root, root.toRealPath());
    } catch (IOException e) {
      throw InvalidDataException.in(root, "cannot be opened: " + e.getMessage(), e);
    }
  }

  Path root() {
    return root;
  }

  /** A folder below this one, of the same rules. */
  boolean hasFolder(String name) {
    return Files.isDirectory(root.resolve(name));
  }

  /** A file that the layout needs. */
  Path file(String name) {
    Path file = root.resolve(name);
    if (!Files.isRegularFile(file)) {
      throw InvalidDataException.in(file, "there is no such file");
    }
    return inside(file, file.toString());
  }

  /**
   * The picture that an annotation file names.
   *
   * @param name as written, {@code /} or {@code \} between folders
   * @param where the file and the place in it, for messages
   */
  Path picture(String name, String where) {
    return picture(root, name, where);
  }

  /** The same, with names relative to a folder of this one. */
  Path picture(Path base, String name, String where) {
    Path picture = base.resolve(relative(name, where));
    if (!Files.exists(picture)) {
      throw new InvalidDataException(
          "%s: names the picture '%s' but there is no %s".formatted(where, name, picture));
    }
    return inside(picture, where);
  }

  /** The id of a picture: its path below the data folder with {@code /}. */
  String id(Path picture) {
    return root.relativize(picture).toString().replace('\\', '/');
  }

  /**
   * Files of a folder (not of those below) by ending, in lower case and sorted; hidden ones not.
   */
  List<Path> list(String folder, List<String> endings) {
    try (Stream<Path> files = Files.list(root.resolve(folder))) {
      List<Path> found = new ArrayList<>();
      for (Path file : (Iterable<Path>) files.sorted()::iterator) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        if (!name.startsWith(".") && endings.stream().anyMatch(name::endsWith)) {
          found.add(inside(file, file.toString()));
        }
      }
      return found;
    } catch (IOException e) {
      throw InvalidDataException.in(root.resolve(folder), "cannot be listed: " + e.getMessage(), e);
    }
  }

  /** The pictures of a folder. */
  List<Path> pictures(String folder) {
    return list(folder, PICTURES);
  }

  private static Path relative(String name, String where) {
    String clean = name.strip().replace('\\', '/');
    boolean leaves = clean.isEmpty() || clean.startsWith("/") || clean.matches("[A-Za-z]:.*");
    for (String part : clean.split("/", -1)) {
      leaves |= part.equals("..");
    }
    if (leaves) {
      throw new InvalidDataException(
          "%s: names the picture '%s', which is not a path inside the data folder"
              .formatted(where, name));
    }
    try {
      return Path.of(clean).normalize();
    } catch (InvalidPathException e) {
      throw new InvalidDataException(
          "%s: names a picture that is no path: %s".formatted(where, e.getMessage()), e);
    }
  }

  private Path inside(Path file, String where) {
    try {
      if (!file.toRealPath().startsWith(realRoot)) {
        throw new InvalidDataException(
            "%s: %s leads out of the data folder through a symbolic link".formatted(where, file));
      }
      return file;
    } catch (IOException e) {
      throw new InvalidDataException(
          "%s: %s cannot be opened: %s".formatted(where, file, e.getMessage()), e);
    }
  }
}
