package org.wingloss.cli.terminal;

import java.util.concurrent.CountDownLatch;

/**
 * Waits for Ctrl-C or the signal that ends a program, and then ends in peace: what is under way may
 * end, and the exit code is 0, since nothing else was to be done.
 */
public final class EndOfService implements AutoCloseable {
  private final Thread hook;

  /**
   * Begins to watch.
   *
   * @param ending lets what is under way end; called on another thread
   */
  public EndOfService(Runnable ending) {
    hook =
        new Thread(
            () -> {
              ending.run();
              Runtime.getRuntime().halt(ExitCode.OK);
            },
            "wingloss-end");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** Returns only if this thread is interrupted. */
  public void await() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The program is ending: the hook runs.
    }
  }
}
