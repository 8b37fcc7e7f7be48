package org.wingloss.serve.runs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.io.FileFailure;
import org.wingloss.data.io.HiddenFiles;

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
    return new RunsFolder(path);
  }

  /**
   * The runs by name, the path below this folder. A request names a run by looking it up here: no
   * path is made of what it says.
   */
  Map<String, Path> runs() {
    Map<String, Path> runs = new TreeMap<>();
    try (Stream<Path> folders = Files.walk(path, DEPTH)) {
      List<Path> found =
          folders
              .filter(folder -> Files.isRegularFile(folder.resolve(RunFiles.RECIPE)))
              .limit(MOST_RUNS)
              .toList();
      for (Path run : found) {
        String name = path.equals(run) ? "." : path.relativize(run).toString().replace('\\', '/');
        if (!HiddenFiles.isHidden(name)) {
          runs.put(name, run);
        }
      }
    } catch (IOException e) {
      throw FileFailure.unreadable(path, e);
    }
    return runs;
  }
}
