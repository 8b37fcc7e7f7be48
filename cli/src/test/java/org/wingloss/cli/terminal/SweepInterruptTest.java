package org.wingloss.cli.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SweepInterruptTest {
  private final List<String> said = new ArrayList<>();

  /** A file that is written when the interrupt comes fails with an exception of its own. */
  @Test
  void watch_failureOfWorkThatWasInterrupted_isAStop() {
    IllegalStateException failure = new IllegalStateException("a channel was closed by interrupt");
    InterruptedException stopped =
        assertThrows(
            InterruptedException.class,
            () ->
                SweepInterrupt.watch(
                    () -> {
                      Thread.currentThread().interrupt();
                      throw failure;
                    },
                    said::add));
    assertSame(failure, stopped.getCause());
    assertEquals(List.of("stopped; begun trainings save and end"), said);
    assertFalse(Thread.currentThread().isInterrupted());
  }

  @Test
  void watch_failureOfWork_staysAFailure() {
    IllegalStateException failure = new IllegalStateException("broken");
    IllegalStateException thrown =
        assertThrows(
            IllegalStateException.class,
            () ->
                SweepInterrupt.watch(
                    () -> {
                      throw failure;
                    },
                    said::add));
    assertSame(failure, thrown);
    assertEquals(List.of(), said);
  }
}
