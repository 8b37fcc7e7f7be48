package org.wingloss.training.run;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.wingloss.data.InvalidDataException;
import org.wingloss.training.InvalidRecipeException;

/**
 * Keeps a second training out of a run folder, where both would write the same checkpoints. The
 * system lets go of the lock when the process ends, however it ends.
 */
final class RunLock implements AutoCloseable {
  /**
   * The folders that this process has locked. To open a second channel for one of them and close it
   * would let go of the lock: the system counts by process.
   */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path key;
  private final Path file;
  private final FileChannel channel;

  private RunLock(Path key, Path file, FileChannel channel) {
    this.key = key;
    this.file = file;
    this.channel = channel;
  }

  /**
   * Takes the lock.
   *
   * @param folder exists
   * @throws InvalidRecipeException if another training holds it
   */
  static RunLock take(Path folder) {
    Path key = real(folder);
    if (!HELD.add(key)) {
      throw inUse(folder);
    }
    try {
      return lock(folder, key);
    } catch (RuntimeException e) {
      HELD.remove(key);
      throw e;
    }
  }

  private static Path real(Path folder) {
    try {
      return folder.toRealPath();
    } catch (IOException e) {
      throw InvalidDataException.in(folder, "cannot be opened: " + e.getMessage(), e);
    }
  }

  @SuppressWarnings("MustBeClosedChecker")
  private static RunLock lock(Path folder, Path key) {
    Path file = folder.resolve("lock");
    try {
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (locks(channel)) {
        return new RunLock(key, file, channel);
      }
      channel.close();
    } catch (IOException e) {
      throw InvalidDataException.in(file, "cannot be locked: " + e.getMessage(), e);
    }
    throw inUse(folder);
  }

  private static InvalidRecipeException inUse(Path folder) {
    return new InvalidRecipeException(
        folder + ": another training is at work in this folder; wait for it or choose another");
  }

  /** Whether another training holds the lock of a folder; nothing is left behind. */
  static boolean isHeld(Path folder) {
    if (!Files.exists(folder.resolve("lock"))) {
      return false;
    }
    try {
      take(folder).close();
      return false;
    } catch (InvalidRecipeException e) {
      return true;
    }
  }

  private static boolean locks(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw InvalidDataException.in(file, "cannot be taken away: " + e.getMessage(), e);
    } finally {
      HELD.remove(key);
    }
  }
}
