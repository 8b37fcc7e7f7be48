package org.wingloss.data.io;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;

/**
 * Keeps all others out while a file is read and written anew. What is locked is a file beside it,
 * which is taken away afterwards; the system lets go of the lock when the process ends.
 */
final class UpdateLock {
  private UpdateLock() {}

  /** Runs a change of a file alone. Threads take turns here: the system counts by process. */
  static synchronized void during(Path file, Runnable change) throws IOException {
    Path lock = TemporaryName.ofLock(file);
    boolean done = false;
    while (!done) {
      done = tryDuring(lock, change);
    }
  }

  /** Whether the change was run; not where another process took the lock's file away meanwhile. */
  private static boolean tryDuring(Path lock, Runnable change) throws IOException {
    Files.createDirectories(lock.getParent());
    try {
      if (!Files.exists(lock, LinkOption.NOFOLLOW_LINKS)) {
        Files.createFile(lock);
      }
      Object found = key(lock);
      try (FileChannel channel =
          FileChannel.open(lock, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
        // A file that was taken away while this process waited keeps out nobody.
        if (!channel.lock().isValid() || !Objects.equals(found, key(lock))) {
          return false;
        }
        try {
          change.run();
        } finally {
          Files.delete(lock);
        }
        return true;
      }
    } catch (FileAlreadyExistsException | NoSuchFileException e) {
      return false;
    }
  }

  /** Tells a file from another of the same name, where the system can; it is not opened. */
  private static Object key(Path lock) throws IOException {
    BasicFileAttributes found =
        Files.readAttributes(lock, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    if (!found.isRegularFile()) {
      throw new FileSystemException(lock.toString(), null, lock + " is not a regular file");
    }
    return found.fileKey();
  }
}
