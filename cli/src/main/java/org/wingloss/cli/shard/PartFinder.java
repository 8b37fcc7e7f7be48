package org.wingloss.cli.shard;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.io.AtomicFile;
import org.wingloss.data.io.FileFailure;

/** Where parts lie: beside the result, and in folders that were named. */
final class PartFinder {
  private PartFinder() {}

  /**
   * All parts of a result.
   *
   * @param out the result
   * @param more folders of parts, or parts
   * @throws InvalidDataException if there is none, or one that was named is absent
   */
  static List<Path> find(Path out, List<Path> more) {
    Path beside = Shard.folder(out);
    Set<Path> found = new LinkedHashSet<>();
    if (Files.isDirectory(beside)) {
      found.addAll(below(beside));
    }
    for (Path named : more) {
      if (!Files.exists(named)) {
        throw InvalidDataException.in(named, "no such part or folder of parts");
      }
      found.addAll(Files.isDirectory(named) ? below(named) : List.of(named));
    }
    if (found.isEmpty()) {
      throw InvalidDataException.in(
          beside, "holds no parts; first run the command with --shard 1/N, 2/N … and this --out");
    }
    return List.copyOf(found);
  }

  private static List<Path> below(Path folder) {
    if (PartFile.isFolder(folder)) {
      return List.of(folder);
    }
    try (Stream<Path> inside = Files.list(folder)) {
      List<Path> parts = new ArrayList<>();
      inside
          .filter(Shard::isPart)
          .filter(path -> !AtomicFile.isUnfinished(path))
          .forEach(parts::add);
      parts.sort(null);
      return parts;
    } catch (IOException e) {
      throw FileFailure.unreadable(folder, e);
    }
  }
}
