package org.wingloss.data.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PatienceTest {
  private final AtomicInteger calls = new AtomicInteger();

  private void refusedTwice() throws AccessDeniedException {
    if (calls.incrementAndGet() < 3) {
      throw new AccessDeniedException("last.safetensors");
    }
  }

  /** Of Windows, where a file that a scanner looks at cannot be replaced. */
  @Test
  void with_refusedForAMoment_isTriedAgain() throws IOException {
    Patience.with(true, this::refusedTwice);
    assertEquals(3, calls.get());
  }

  @Test
  void with_refusedWhereNobodysLookIsInTheWay_isNotTriedAgain() {
    assertThrows(AccessDeniedException.class, () -> Patience.with(false, this::refusedTwice));
    assertEquals(1, calls.get());
  }

  @Test
  void until_whatIsThereAfterAMoment_isFound() {
    assertEquals(
        Optional.of(3),
        Patience.until(() -> Optional.of(calls.incrementAndGet()).filter(n -> n == 3)));
    assertEquals(3, calls.get());
  }

  @Test
  void until_whatNeverIsThere_isNone() {
    assertEquals(
        Optional.empty(),
        Patience.until(() -> Optional.of(calls.incrementAndGet()).filter(n -> false)));
    assertEquals(10, calls.get());
  }
}
