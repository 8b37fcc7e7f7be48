package org.wingloss.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Every Markdown file that people read. */
final class Documents {
  private static final Path ROOT = SourceFiles.ROOT;

  /** Fewest that a scan must find; an empty scan proves nothing. */
  private static final int FEWEST = 15;

  private Documents() {}

  /** Those of the checkout itself, of docs, results, examples and every module. */
  static List<Path> all() {
    List<Path> found = new ArrayList<>(files(ROOT, 1));
    for (String folder : List.of("docs", "results", "examples")) {
      found.addAll(files(ROOT.resolve(folder), Integer.MAX_VALUE));
    }
    for (String module : SourceFiles.allModules()) {
      found.addAll(files(ROOT.resolve(module), Integer.MAX_VALUE));
    }
    assertTrue(found.size() >= FEWEST, "only " + found);
    return found;
  }

  /** As a message names it. */
  static String name(Path document) {
    return ROOT.relativize(document).toString();
  }

  private static List<Path> files(Path folder, int depth) {
    try (Stream<Path> files = Files.walk(folder, depth)) {
      return files
          .filter(file -> file.toString().endsWith(".md"))
          .filter(file -> !name(file).matches(".*(target|node_modules)/.*"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
