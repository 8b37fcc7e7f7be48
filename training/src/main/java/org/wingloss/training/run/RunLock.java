package org.wingloss.training.run;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.wingloss.data.io.FolderLock;
import org.wingloss.training.InvalidRecipeException;

/** Keeps a second training out of a run folder, where both would write the same checkpoints. */
public final class RunLock implements AutoCloseable {
  private static final int MOST_TRIES = 10;

  private static final long PAUSE_NANOS = 50_000_000;

  private final FolderLock lock;

  private RunLock(FolderLock lock) {
    this.lock = lock;
  }

  /**
   * Takes the lock of a folder, which is made if it is absent.
   *
   * @throws InvalidRecipeException if another training holds it
   * @throws org.wingloss.data.InvalidDataException if the folder cannot be made or the lock not be
   *     written
   */
  public static RunLock take(Path folder) {
    // Who only looks whether a training is at work holds it for a moment.
    for (int tries = 0; tries < MOST_TRIES; tries++) {
      Optional<FolderLock> lock = FolderLock.tryTake(folder);
      if (lock.isPresent()) {
        return new RunLock(lock.get());
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
    throw new InvalidRecipeException(
        folder + ": another training is at work in this folder; wait for it or choose another");
  }

  /** Lets go of the lock. */
  @Override
  public void close() {
    lock.close();
  }
}
