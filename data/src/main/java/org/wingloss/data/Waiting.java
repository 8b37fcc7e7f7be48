package org.wingloss.data;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Waits for what another thread computes. */
public final class Waiting {
  private Waiting() {}

  /**
   * The result of some work; what the work threw is thrown here.
   *
   * @throws IllegalStateException if this thread is interrupted meanwhile
   */
  public static <T> T result(Future<T> work) {
    try {
      return work.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for another thread", e);
    }
  }

  /**
   * Drops work that has not begun, interrupts the rest and waits for its end, also when
   * interrupted: afterwards nothing touches what it worked on.
   */
  public static void stop(ExecutorService work) {
    work.shutdownNow();
    boolean interrupted = false;
    while (!work.isTerminated()) {
      try {
        work.awaitTermination(1, TimeUnit.HOURS);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
