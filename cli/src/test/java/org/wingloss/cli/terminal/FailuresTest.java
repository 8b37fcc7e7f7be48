package org.wingloss.cli.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.Test;

class FailuresTest {
  private final StringWriter err = new StringWriter();

  private int lastResort(IntSupplier work) {
    return Failures.lastResort(work, () -> false, new PrintWriter(err, true));
  }

  @Test
  void lastResort_moreMemoryThanThereIs_isOneSentenceAndOne() {
    assertEquals(ExitCode.UNEXPECTED, lastResort(() -> new long[Integer.MAX_VALUE].length));
    assertTrue(err.toString().startsWith("error: this needs more memory than the "), err::toString);
    assertEquals(1, err.toString().lines().count(), err::toString);
  }

  @Test
  void lastResort_endlessNesting_isOneSentenceAndOne() {
    assertEquals(ExitCode.UNEXPECTED, lastResort(() -> depth(1)));
    assertEquals("error: an input is nested too deeply to be read", err.toString().strip());
  }

  private static int depth(int at) {
    return at == 0 ? 0 : 1 + depth(at + 1);
  }

  @Test
  void lastResort_libraryThatCannotBeLoaded_isUnexpectedAndOne() {
    int exit =
        lastResort(
            () -> {
              throw new UnsatisfiedLinkError("no torch");
            });
    assertEquals(ExitCode.UNEXPECTED, exit);
    assertTrue(err.toString().startsWith("unexpected failure: java.lang.UnsatisfiedLink"));
    assertTrue(err.toString().contains("--verbose"), err::toString);
  }
}
