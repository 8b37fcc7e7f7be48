package org.wingloss.data.crop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.wingloss.data.InvalidDataException;

class CropMakerTest {
  @Test
  void runAll_oneFails_tellsItWhenTheOthersHaveEnded() {
    CountDownLatch begun = new CountDownLatch(1);
    AtomicBoolean ended = new AtomicBoolean();
    Callable<Integer> writes =
        () -> {
          begun.countDown();
          long end = System.nanoTime() + 100_000_000;
          while (System.nanoTime() < end) {
            Thread.onSpinWait(); // As somebody who writes does not hear of an interrupt.
          }
          ended.set(true);
          return 1;
        };
    Callable<Integer> fails =
        () -> {
          begun.await();
          throw new InvalidDataException("a.jpg is broken");
        };
    InvalidDataException e =
        assertThrows(InvalidDataException.class, () -> CropMaker.runAll(List.of(writes, fails), 2));
    assertEquals("a.jpg is broken", e.getMessage());
    assertTrue(ended.get());
  }
}
