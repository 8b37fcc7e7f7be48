package org.wingloss.cli.option;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.wingloss.cli.terminal.UsageException;

/** The folder of a report: found unusable before the work, not after it. */
public final class OutFolder {
  private OutFolder() {}

  /**
   * Refuses a folder that holds something other than an earlier report.
   *
   * @throws UsageException if it does, or is no folder
   */
  public static void check(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    if (!Files.isDirectory(folder)) {
      throw new UsageException("--out " + folder + " is a file; a folder is needed");
    }
    try (Stream<Path> files = Files.list(folder)) {
      boolean empty = files.findAny().isEmpty();
      if (!empty && !Files.isRegularFile(folder.resolve("report.html"))) {
        throw new UsageException(
            "--out " + folder + " holds other things than a report; choose a new folder");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
