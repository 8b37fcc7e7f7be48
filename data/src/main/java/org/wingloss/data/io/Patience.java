package org.wingloss.data.io;

import java.io.File;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Tries again for half a second what somebody's short look at a file may be in the way of: a virus
 * scanner, an index or another command of this program.
 */
final class Patience {
  /** Whether the system locks files that somebody has open, as Windows does. */
  static final boolean LOCKS_WHAT_IS_OPEN = File.separatorChar == '\\';

  private static final int MOST_ATTEMPTS = 10;
  private static final long PAUSE_NANOS = 50_000_000;

  private Patience() {}

  /** Does something with files. */
  interface Attempt {
    void run() throws IOException;
  }

  /**
   * Does something with files.
   *
   * @param locked whether a failure can come of somebody's look; else there is one attempt
   * @throws IOException of the last attempt
   */
  static void with(boolean locked, Attempt something) throws IOException {
    for (int attempt = 1; ; attempt++) {
      try {
        something.run();
        return;
      } catch (FileSystemException e) {
        if (!locked || attempt == MOST_ATTEMPTS) {
          throw e;
        }
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    }
  }

  /** The first that there is; none after the last attempt. */
  static <T> Optional<T> until(Supplier<Optional<T>> something) {
    Optional<T> found = something.get();
    for (int attempt = 1; found.isEmpty() && attempt < MOST_ATTEMPTS; attempt++) {
      LockSupport.parkNanos(PAUSE_NANOS);
      found = something.get();
    }
    return found;
  }
}
