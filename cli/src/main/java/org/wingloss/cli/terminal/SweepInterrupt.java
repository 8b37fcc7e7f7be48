package org.wingloss.cli.terminal;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * Lets the end of the program (Ctrl-C) interrupt the thread that sweeps, which asks its processes
 * to save and end, and waits a while for it.
 */
public final class SweepInterrupt {
  private static final long LONGEST_WAIT_SECONDS = 10;
  private static final String STOPPED = "stopped; begun trainings save and end";

  private SweepInterrupt() {}

  /** Something that sweeps. */
  @FunctionalInterface
  public interface Work<T> {
    /** Ends early when its thread is interrupted. */
    T run() throws InterruptedException;
  }

  /**
   * Does the work on the calling thread and watches over it.
   *
   * @param say is told that the work was stopped
   * @throws InterruptedException if it was
   */
  public static <T> T watch(Work<T> work, Consumer<String> say) throws InterruptedException {
    Thread sweeping = Thread.currentThread();
    // Not the end of the thread: it waits for the end of the program, which waits for the hook.
    CountDownLatch ended = new CountDownLatch(1);
    Thread hook = new Thread(() -> stop(sweeping, ended), "wingloss-interrupt");
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      return work.run();
    } catch (InterruptedException e) {
      say.accept(STOPPED);
      throw e;
    } catch (RuntimeException e) {
      // Files and waiting threads tell an interrupt as a failure of theirs.
      if (Thread.interrupted()) {
        say.accept(STOPPED);
        InterruptedException stopped = new InterruptedException();
        stopped.initCause(e);
        throw stopped;
      }
      throw e;
    } finally {
      ended.countDown();
      ShutdownHooks.remove(hook);
    }
  }

  /**
   * Waits for the trainings too: where the program is the first of a container, they end with it.
   */
  private static void stop(Thread sweeping, CountDownLatch ended) {
    sweeping.interrupt();
    try {
      if (ended.await(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS)) {
        CompletableFuture.allOf(
                ProcessHandle.current()
                    .children()
                    .map(ProcessHandle::onExit)
                    .toArray(CompletableFuture[]::new))
            .get(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      // The program ends all the same.
    }
  }
}
