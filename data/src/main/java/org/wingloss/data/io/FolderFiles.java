package org.wingloss.data.io;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.wingloss.data.InvalidDataException;

/** The files below a folder. */
public final class FolderFiles {
  private FolderFiles() {}

  /**
   * A file of a folder that is to be read; to open a pipe would wait for its other end.
   *
   * @return the file
   * @throws InvalidDataException if it is absent or no regular file
   */
  public static Path regular(Path file) {
    if (!Files.isRegularFile(file)) {
      throw InvalidDataException.in(
          file, Files.exists(file) ? "is not a regular file" : "there is no such file");
    }
    return file;
  }

  /**
   * All files below a folder, hidden ones too, sorted by their paths; links to folders are not
   * followed.
   *
   * @throws InvalidDataException if the folder or one below it cannot be listed
   */
  public static List<Path> below(Path folder) {
    return below(folder, Integer.MAX_VALUE);
  }

  /**
   * As {@link #below(Path)}.
   *
   * @param depth 1 for the files of the folder itself, 2 for those of its folders too
   */
  public static List<Path> below(Path folder, int depth) {
    return below(folder, depth, Files::isRegularFile);
  }

  /**
   * What lies in a folder and its folders: files of any kind, links, and folders that lie two deep.
   *
   * @throws InvalidDataException if the folder or one in it cannot be listed
   */
  public static List<Path> twoDeep(Path folder) {
    return below(
        folder,
        2,
        path ->
            !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)
                || folder.relativize(path).getNameCount() == 2);
  }

  private static List<Path> below(Path folder, int depth, Predicate<Path> wanted) {
    // The folder itself may be a link, which is not entered under its own name.
    Path start = Files.isSymbolicLink(folder) ? folder.resolve(".") : folder;
    try (Stream<Path> all = Files.walk(start, depth)) {
      return all.map(path -> folder.resolve(start.relativize(path)))
          .filter(wanted)
          .sorted()
          .toList();
    } catch (UncheckedIOException e) {
      throw FileFailure.unreadable(folder, e.getCause());
    } catch (IOException e) {
      throw FileFailure.unreadable(folder, e);
    }
  }
}
