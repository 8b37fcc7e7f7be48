package org.wingloss.training.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wingloss.training.DivergenceException;

class RepetitionTest {
  @TempDir private Path folder;

  private Path checkpoint() throws IOException {
    return Files.writeString(folder.resolve("last.safetensors"), "x");
  }

  /** Where sums are not deterministic, two steps may fail in turns. */
  @Test
  void of_aStepFailsAgainAfterAnother_isADivergence() throws IOException {
    Iterator<Long> steps = List.of(300L, 400L, 300L, 500L).iterator();
    Path checkpoint = checkpoint();
    DivergenceException e =
        assertThrows(
            DivergenceException.class,
            () ->
                Repetition.of(
                    () -> {
                      throw new DivergenceException(steps.next(), "in a test");
                    },
                    checkpoint));
    assertEquals(300, e.step());
    assertEquals(500, steps.next());
  }

  @Test
  void of_stepsThatFailOnce_goOn() throws IOException {
    Iterator<Long> steps = List.of(300L, 400L).iterator();
    Path checkpoint = checkpoint();
    assertEquals(
        "done",
        Repetition.of(
            () -> {
              if (steps.hasNext()) {
                throw new DivergenceException(steps.next(), "in a test");
              }
              return "done";
            },
            checkpoint));
  }
}
