package org.wingloss.data.io;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/** Makes what was written last through a power failure. */
final class DiskSync {
  private DiskSync() {}

  /**
   * Syncs a folder with everything in it. What a link leads to is not touched.
   *
   * @throws IOException if a file cannot be synced
   */
  static void tree(Path folder) throws IOException {
    try (Stream<Path> walk = Files.walk(folder)) {
      List<Path> all = walk.toList();
      // In parallel: a file system syncs several files in little more than the time of one.
      all.parallelStream()
          .filter(path -> Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS))
          .forEach(DiskSync::file);
      all.stream()
          .filter(path -> Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
          .forEach(DiskSync::folder);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static void file(Path file) {
    // Windows syncs only what is open for writing; others also what is read only.
    OpenOption access = Files.isWritable(file) ? StandardOpenOption.WRITE : StandardOpenOption.READ;
    try (FileChannel opened = FileChannel.open(file, access)) {
      opened.force(true);
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
