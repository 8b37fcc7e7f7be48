package org.wingloss.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The files that this process has open, as Linux lists them. */
public final class OpenFiles {
  private static final Path LIST = Path.of("/proc/self/fd");

  private OpenFiles() {}

  /** Whether a file is one of them. */
  public static boolean contain(Path file) throws IOException {
    Path real = file.toRealPath();
    try (Stream<Path> open = Files.list(LIST)) {
      return open.anyMatch(number -> leadsTo(number, real));
    }
  }

  private static boolean leadsTo(Path number, Path file) {
    try {
      return Files.readSymbolicLink(number).equals(file);
    } catch (IOException e) {
      return false; // Closed since it was listed.
    }
  }
}
