package org.wingloss.cli.terminal;

/**
 * While open, the end of the program (Ctrl-C) interrupts the thread that sweeps, which asks its
 * processes to save and end, and waits a while for it.
 */
public final class SweepInterrupt implements AutoCloseable {
  private static final long LONGEST_WAIT_MILLIS = 10_000;

  private final Thread hook;

  private SweepInterrupt(Thread hook) {
    this.hook = hook;
  }

  /** Watches over the calling thread. */
  public static SweepInterrupt ofThisThread() {
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
    return new SweepInterrupt(hook);
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The program is ending: the hook runs, and this thread is what it waits for.
    }
  }
}
