package org.wingloss.data.io;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * The files and folders of this process that are not complete, by their temporary names. A signal
 * ends a program before it has closed them; {@link #deleteAll} then deletes them.
 */
public final class UnfinishedFiles {
  private static final Set<Path> OPEN = ConcurrentHashMap.newKeySet();

  /** Read: one begins or ends. Written: all are deleted. */
  private static final ReentrantReadWriteLock LOCK = new ReentrantReadWriteLock();

  private UnfinishedFiles() {}

  /** Makes a file or folder. */
  @FunctionalInterface
  interface Beginning<T> {
    T make() throws IOException;
  }

  /** Makes one. */
  static <T> T begin(Path unfinished, Beginning<T> beginning) throws IOException {
    LOCK.readLock().lock();
    try {
      T made = beginning.make();
      OPEN.add(unfinished);
      return made;
    } finally {
      LOCK.readLock().unlock();
    }
  }

  /** Gives one its name, or deletes it. */
  static void end(Path unfinished, Patience.Attempt step) throws IOException {
    LOCK.readLock().lock();
    try {
      step.run();
      OPEN.remove(unfinished);
    } finally {
      LOCK.readLock().unlock();
    }
  }

  /**
   * Deletes them all; what cannot be deleted stays. Only for a program that is ending: threads that
   * begin, complete or close a file afterwards wait for its end, so that they leave nothing and
   * report no failure.
   */
  public static void deleteAll() {
    LOCK.writeLock().lock(); // Never unlocked.
    OPEN.forEach(UnfinishedFiles::delete);
  }

  /** Threads may still write into a folder while it is deleted. */
  private static void delete(Path unfinished) {
    try {
      Patience.with(true, () -> AtomicFolder.delete(unfinished));
    } catch (IOException e) {
      // It stays: Windows does not delete what is open.
    }
  }
}
