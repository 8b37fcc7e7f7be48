package org.wingloss.serve.runs;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.io.FileFailure;
import org.wingloss.data.io.HiddenFiles;
import org.wingloss.data.io.RunLayout;

/**
 * A folder with run folders in it, or one level deeper, as a sweep makes them.
 *
 * @param path the folder
 */
public record RunsFolder(Path path) {
  private static final int DEPTH = 2;
  private static final int MOST_RUNS = 500;

  /**
   * A folder that is there.
   *
   * @throws InvalidDataException if it is not
   */
  public static RunsFolder open(Path path) {
    if (!Files.isDirectory(path)) {
      throw InvalidDataException.in(path, "no such folder of runs");
    }
    return new RunsFolder(path.toAbsolutePath());
  }

  /**
   * The runs by name, the path below this folder. A request names a run by looking it up here: no
   * path is made of what it says.
   */
  Map<String, Path> runs() {
    Map<String, Path> runs = new TreeMap<>();
    for (Path run : found()) {
      String name = path.equals(run) ? "." : path.relativize(run).toString().replace('\\', '/');
      if (!HiddenFiles.isHidden(name)) {
        runs.put(name, run);
      }
    }
    return runs;
  }

  /** What cannot be listed, or has gone since it was listed, is passed over. */
  private List<Path> found() {
    List<Path> found = new ArrayList<>();
    try {
      Files.walkFileTree(
          path,
          Set.of(),
          DEPTH,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
              return visitFile(folder, attributes);
            }

            /** A folder at the largest depth comes here at once. */
            @Override
            public FileVisitResult visitFile(Path folder, BasicFileAttributes attributes) {
              if (attributes.isDirectory()
                  && Files.isRegularFile(folder.resolve(RunLayout.RECIPE))) {
                found.add(folder);
              }
              return found.size() < MOST_RUNS
                  ? FileVisitResult.CONTINUE
                  : FileVisitResult.TERMINATE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) {
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, IOException failure) {
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw FileFailure.unreadable(path, e);
    }
    return found;
  }
}
