package org.wingloss.data.io;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.wingloss.data.Waiting;

/** Makes what was written last through a power failure. */
final class DiskSync {
  /** A file system syncs as many files in little more than the time of one. */
  private static final int AT_A_TIME = 16;

  private DiskSync() {}

  /**
   * Syncs a folder with everything in it. What a link leads to is not touched.
   *
   * @throws IOException if a file cannot be synced
   */
  static void tree(Path folder) throws IOException {
    List<Path> all;
    try (Stream<Path> walk = Files.walk(folder)) {
      all = walk.toList();
    }
    ExecutorService threads = Executors.newFixedThreadPool(AT_A_TIME);
    try {
      List<Future<?>> files = new ArrayList<>();
      for (Path path : all) {
        if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
          files.add(threads.submit(() -> file(path)));
        }
      }
      files.forEach(Waiting::result);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } finally {
      Waiting.stop(threads); // Whoever hears of a failure may delete the folder.
    }
    all.stream()
        .filter(path -> Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
        .forEach(DiskSync::folder);
  }

  private static void file(Path file) {
    // Windows syncs only what is open for writing; others also what is read only.
    OpenOption access = Files.isWritable(file) ? StandardOpenOption.WRITE : StandardOpenOption.READ;
    try {
      Patience.with(
          Patience.LOCKS_WHAT_IS_OPEN,
          () -> {
            try (FileChannel opened = FileChannel.open(file, access)) {
              opened.force(true);
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Syncs the names in a folder, so that a move into it lasts; where folders cannot be opened
   * (Windows) the system does so.
   */
  static void folder(Path folder) {
    try (FileChannel opened = FileChannel.open(folder, StandardOpenOption.READ)) {
      opened.force(true);
    } catch (IOException e) {
      // Not supported by this file system; the files' own bytes are synced already.
    }
  }
}
