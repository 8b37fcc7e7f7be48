package org.wingloss.training.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wingloss.model.weights.SafeTensors;
import org.wingloss.model.weights.Tensor;
import org.wingloss.model.weights.Weights;
import org.wingloss.training.checkpoint.Checkpoint.Progress;

class CheckpointTest {
  private static final Weights WEIGHTS = new Weights(Map.of("x", Tensor.of(List.of(1), 1f)));

  @TempDir private Path folder;

  @Test
  void read_whatWasWritten_isTheSame() {
    Path file = folder.resolve("last.safetensors");
    Checkpoint written =
        new Checkpoint(new Progress(20, 3.5, 10, 1, "inter-ocular 0a", 9, 400, 1.5), WEIGHTS);
    written.write(file);
    assertEquals(written, Checkpoint.read(file));
  }

  @Test
  void validatedBy_anotherValidationOrNone_forgetsTheBest() {
    Progress some = Progress.START.validatedBy(Optional.of("some")).validated(3.5);
    assertEquals(some, some.validatedBy(Optional.of("some")));
    for (Optional<String> by : List.of(Optional.of("others"), Optional.<String>empty())) {
      Progress next = some.validated(4).validatedBy(by);
      assertEquals(Progress.START.validatedBy(by), next);
    }
  }

  /** As one of an earlier version does. */
  @Test
  void validatedBy_moreThanTheCheckpointSays_keepsTheBest() {
    Progress some = Progress.START.validatedBy(Optional.of("norm faces")).validated(3.5);
    assertEquals(3.5, some.validatedBy(Optional.of("norm faces model")).bestNme());
    Progress other = some.validatedBy(Optional.of("norm others model"));
    assertEquals(Double.POSITIVE_INFINITY, other.bestNme());
  }

  /** Version 0.3 did not write what it had validated on: it was most likely the same. */
  @Test
  void read_checkpointWithoutItsValidation_keepsTheBest() throws IOException {
    Map<String, String> numbers =
        Map.of(
            "step", "20",
            "best-nme", "3.5",
            "best-step", "10",
            "since-best", "1",
            "first-loss", "9.0",
            "log-bytes", "400",
            "seconds", "1.5");
    Path file = folder.resolve("last.safetensors");
    Files.write(file, SafeTensors.write(WEIGHTS, numbers));
    Progress next = Checkpoint.read(file).progress().validatedBy(Optional.of("some"));
    assertEquals(new Progress(20, 3.5, 10, 1, "some", 9, 400, 1.5), next);
  }
}
