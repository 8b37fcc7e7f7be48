package org.wingloss.training.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.wingloss.data.InvalidDataException;

/**
 * Files that are there whole or not at all, whatever happens to the process or the power: written
 * to a temporary name, synced, moved, and the folder synced.
 */
public final class DurableFile {
  private DurableFile() {}

  /**
   * Writes or replaces a file.
   *
   * @throws InvalidDataException if it cannot be written; the old file is then untouched
   */
  public static void write(Path file, byte[] content) {
    Path fresh = file.resolveSibling(file.getFileName() + ".unfinished");
    try {
      try (FileChannel out =
          FileChannel.open(
              fresh,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE)) {
        ByteBuffer bytes = ByteBuffer.wrap(content);
        while (bytes.hasRemaining()) {
          out.write(bytes);
        }
        out.force(true);
      }
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      syncFolder(file.toAbsolutePath().getParent());
    } catch (IOException e) {
      throw InvalidDataException.in(file, "cannot be written: " + e, e);
    }
  }

  /** Makes the move itself last; where folders cannot be opened (Windows) the system does so. */
  private static void syncFolder(Path folder) {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      // Not supported by this file system; the file's own bytes are synced already.
    }
  }
}
