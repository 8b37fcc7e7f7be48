package org.wingloss.data;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class WaitingTest {
  private final ExecutorService threads = Executors.newFixedThreadPool(1);
  private final CountDownLatch begun = new CountDownLatch(1);
  private final AtomicBoolean done = new AtomicBoolean();

  /** Until it is interrupted, and then something that cannot be interrupted. */
  private void work() {
    begun.countDown();
    while (!Thread.interrupted()) {
      Thread.onSpinWait();
    }
    long end = System.nanoTime() + 50_000_000;
    while (System.nanoTime() < end) {
      Thread.onSpinWait();
    }
    done.set(true);
  }

  @Test
  void stop_workUnderWay_isInterruptedAndOver() throws InterruptedException {
    threads.execute(this::work);
    Future<?> waits = threads.submit(() -> {});
    begun.await();
    Waiting.stop(threads);
    assertTrue(done.get());
    assertFalse(waits.isDone());
  }

  @Test
  void stop_byAnInterruptedThread_waitsToo() throws InterruptedException {
    threads.execute(this::work);
    begun.await();
    Thread.currentThread().interrupt();
    Waiting.stop(threads);
    assertTrue(Thread.interrupted());
    assertTrue(done.get());
  }
}
