package org.wingloss.data.io;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps a folder for one who works in it. The system lets go of the lock when the process ends,
 * however it ends. Its file stays: another process may have opened it, and would lock what is no
 * longer there for a third.
 */
public final class FolderLock implements AutoCloseable {
  /** The name of the file, which is empty. */
  public static final String FILE = "lock";

  /**
   * The folders that this process has locked. To open a second channel for one of them and close it
   * would let go of the lock: the system counts by process.
   */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path key;
  private final FileChannel channel;

  private FolderLock(Path key, FileChannel channel) {
    this.key = key;
    this.channel = channel;
  }

  /**
   * Takes the lock of a folder, which is made if it is absent; none if somebody else holds it for
   * longer than the moment of a look.
   *
   * @throws org.wingloss.data.InvalidDataException if the folder cannot be made or the lock not be
   *     written
   */
  public static Optional<FolderLock> tryTake(Path folder) {
    return Patience.until(() -> tryOnce(folder));
  }

  @SuppressWarnings("MustBeClosedChecker")
  private static synchronized Optional<FolderLock> tryOnce(Path folder) {
    Path file = folder.resolve(FILE);
    try {
      if (!Files.isDirectory(folder)) {
        Files.createDirectories(folder);
      }
      Path key = folder.toRealPath();
      if (HELD.contains(key)) {
        return Optional.empty();
      }
      if (Files.exists(file) && !Files.isRegularFile(file)) {
        // To open a pipe would wait for its other end.
        throw new FileSystemException(file.toString(), null, "is not a regular file");
      }
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      boolean taken = false;
      try {
        // Whose work failed may take the file away with its folder, while it holds the lock.
        taken = locks(channel, false) && Files.exists(file);
      } finally {
        if (!taken) {
          channel.close();
        }
      }
      if (taken) {
        HELD.add(key);
        return Optional.of(new FolderLock(key, channel));
      }
    } catch (NoSuchFileException e) {
      return Optional.empty(); // Taken away with its folder.
    } catch (IOException e) {
      throw FileFailure.unwritable(file, e);
    }
    return Optional.empty();
  }

  /**
   * Whether somebody holds the lock of a folder, in this process or another. Changes nothing in it.
   *
   * @throws org.wingloss.data.InvalidDataException if the lock cannot be read
   */
  public static synchronized boolean isHeld(Path folder) {
    Path file = folder.resolve(FILE);
    if (!Files.isRegularFile(file)) {
      return false; // To open a pipe would wait for its other end.
    }
    try {
      return HELD.contains(folder.toRealPath()) || isHeldElsewhere(file);
    } catch (NoSuchFileException e) {
      return false; // Taken away with its folder.
    } catch (IOException e) {
      throw FileFailure.unreadable(file, e);
    }
  }

  private static boolean isHeldElsewhere(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      return !locks(channel, true);
    }
  }

  /** Whether a file is that of a lock, which may be held or not. */
  public static boolean isLock(Path file) {
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
