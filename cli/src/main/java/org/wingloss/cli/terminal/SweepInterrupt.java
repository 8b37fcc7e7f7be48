package org.wingloss.cli.terminal;

/**
 * Lets the end of the program (Ctrl-C) interrupt the thread that sweeps, which asks its processes
 * to save and end, and waits a while for it.
 */
public final class SweepInterrupt {
  private static final long LONGEST_WAIT_MILLIS = 10_000;

  private SweepInterrupt() {}

  /** Something that sweeps. */
  @FunctionalInterface
  public interface Work<T> {
    /** Ends early when its thread is interrupted. */
    T run() throws InterruptedException;
  }

  /** Does the work on the calling thread and watches over it. */
  public static <T> T watch(Work<T> work) throws InterruptedException {
    Thread sweeping = Thread.currentThread();
    Thread hook =
        new Thread(
            () -> {
              sweeping.interrupt();
              try {
                sweeping.join(LONGEST_WAIT_MILLIS);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            },
            "wingloss-interrupt");
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      return work.run();
    } finally {
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException e) {
        // The program is ending: the hook runs, and this thread is what it waits for.
      }
    }
  }
}
