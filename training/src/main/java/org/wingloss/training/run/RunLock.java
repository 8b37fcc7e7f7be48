package org.wingloss.training.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.wingloss.data.InvalidDataException;
import org.wingloss.training.InvalidRecipeException;

/**
 * Keeps a second training out of a run folder, where both would write the same checkpoints. The
 * system lets go of the lock when the process ends, however it ends. Its file stays: another
 * training may have opened it, and would lock what is no longer there for a third.
 */
public final class RunLock implements AutoCloseable {
  /** The name of the file, which is empty. */
  static final String FILE = "lock";

  private static final int MOST_TRIES = 10;

  private static final long PAUSE_NANOS = 50_000_000;

  /**
   * The folders that this process has locked. To open a second channel for one of them and close it
   * would let go of the lock: the system counts by process.
   */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path key;
  private final FileChannel channel;

  private RunLock(Path key, FileChannel channel) {
    this.key = key;
    this.channel = channel;
  }

  /**
   * Takes the lock.
   *
   * @param folder exists
   * @throws InvalidRecipeException if another training holds it
   */
  public static RunLock take(Path folder) {
    Path key = real(folder);
    // Who only looks whether a training is at work holds it for a moment.
    for (int tries = 0; tries < MOST_TRIES; tries++) {
      Optional<RunLock> lock = tryTake(folder, key);
      if (lock.isPresent()) {
        return lock.get();
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
    throw new InvalidRecipeException(
        folder + ": another training is at work in this folder; wait for it or choose another");
  }

  private static Optional<RunLock> tryTake(Path folder, Path key) {
    if (!HELD.add(key)) {
      return Optional.empty();
    }
    Optional<RunLock> lock = Optional.empty();
    try {
      lock = lock(folder, key);
    } finally {
      if (lock.isEmpty()) {
        HELD.remove(key);
      }
    }
    return lock;
  }

  private static Path real(Path folder) {
    try {
      return folder.toRealPath();
    } catch (IOException e) {
      throw InvalidDataException.in(folder, "cannot be opened: " + e.getMessage(), e);
    }
  }

  @SuppressWarnings("MustBeClosedChecker")
  private static Optional<RunLock> lock(Path folder, Path key) {
    Path file = folder.resolve(FILE);
    try {
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      // A training that failed takes the file away with its folder, while it holds the lock.
      if (locks(channel, false) && Files.exists(file)) {
        return Optional.of(new RunLock(key, channel));
      }
      channel.close();
    } catch (IOException e) {
      throw InvalidDataException.in(file, "cannot be locked: " + e.getMessage(), e);
    }
    return Optional.empty();
  }

  /** Whether a training holds the lock of a folder. Changes nothing in it. */
  static boolean isHeld(Path folder) {
    Path file = folder.resolve(FILE);
    if (!Files.exists(file)) {
      return false;
    }
    Path key = real(folder);
    if (!HELD.add(key)) {
      return true;
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      return !locks(channel, true);
    } catch (NoSuchFileException e) {
      return false; // Taken away by a training that failed.
    } catch (IOException e) {
      throw InvalidDataException.in(file, "cannot be read: " + e.getMessage(), e);
    } finally {
      HELD.remove(key);
    }
  }

  /** Whether a file is that of a lock, which may be held or not. */
  static boolean isLock(Path file) {
    return file.endsWith(FILE) && Files.isRegularFile(file) && file.toFile().length() == 0;
  }

  private static boolean locks(FileChannel channel, boolean shared) throws IOException {
    try {
      FileLock lock = channel.tryLock(0, Long.MAX_VALUE, shared);
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  /** Lets go of the lock. */
  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      HELD.remove(key);
    }
  }
}
