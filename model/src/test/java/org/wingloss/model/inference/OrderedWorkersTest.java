package org.wingloss.model.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.wingloss.data.InvalidDataException;

class OrderedWorkersTest {
  @Test
  void close_oneItemFailed_waitsForTheWorkUnderWay() {
    List<Integer> items = IntStream.range(0, 40).boxed().toList();
    CountDownLatch begun = new CountDownLatch(3);
    AtomicInteger underWay = new AtomicInteger();
    assertThrows(
        InvalidDataException.class,
        () -> {
          try (OrderedWorkers workers = new OrderedWorkers(4)) {
            workers.run(
                items,
                item -> item == 0 ? fail(begun) : work(begun, underWay),
                done -> {},
                failure -> {
                  throw failure;
                });
          }
        });
    assertEquals(0, begun.getCount());
    assertEquals(0, underWay.get(), "threads that still work after close()");
  }

  private static int fail(CountDownLatch begun) {
    try {
      assertTrue(begun.await(60, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    throw new InvalidDataException("bad");
  }

  /** As native code does, this does not hear of interrupts. */
  private static int work(CountDownLatch begun, AtomicInteger underWay) {
    underWay.incrementAndGet();
    begun.countDown();
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(200);
    while (System.nanoTime() < end) {
      Thread.onSpinWait();
    }
    return underWay.decrementAndGet();
  }
}
