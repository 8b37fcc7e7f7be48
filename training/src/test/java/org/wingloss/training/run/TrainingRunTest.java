package org.wingloss.training.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wingloss.data.dataset.writer.DatasetWriter;
import org.wingloss.data.dataset.writer.RenderedFaceSource;
import org.wingloss.data.synthetic.SyntheticFaces;
import org.wingloss.training.loop.TrainingListener;
import org.wingloss.training.loop.TrainingResult;
import org.wingloss.training.recipe.Recipe;
import org.wingloss.training.recipe.RecipeFile;

class TrainingRunTest {
  private static final int FIRST = 6;
  private static final int SECOND = 8;

  private static final Recipe RECIPE =
      RecipeFile.read(
          "demo-cnn67-wing-pdb",
          List.of(
              "network=cnn6(input=32,widths=4-4-8-8-8,hidden=16)",
              "steps=" + FIRST,
              "batch-size=4",
              "log-every=1",
              "validate-every=3",
              "checkpoint-every=3",
              "second-stage.network=cnn7(input=64,widths=4-4-8-8-8-8,hidden=16)",
              "second-stage.steps=" + SECOND));

  @TempDir private Path folder;

  @Test
  void run_stoppedInTheSecondStageAndResumed_endsWithTheSameBits() throws IOException {
    Path data = folder.resolve("data");
    DatasetWriter.of("300w")
        .write(data, RenderedFaceSource.synthetic(new SyntheticFaces(1), 96), 40);
    TrainingData faces = TrainingData.read(RECIPE, data);
    RunFolder whole = new RunFolder(folder.resolve("whole"));
    assertTrue(run(faces, whole, Integer.MAX_VALUE).finished());

    RunFolder parts = new RunFolder(folder.resolve("parts"));
    assertFalse(run(faces, parts, FIRST + 4).finished());
    assertFalse(Files.exists(parts.model()));
    assertFalse(run(faces, parts, 2).finished());
    assertTrue(run(faces, parts, Integer.MAX_VALUE).finished());

    for (String file : List.of("stage1/weights.safetensors", "stage2/weights.safetensors")) {
      assertArrayEquals(
          Files.readAllBytes(whole.model().resolve(file)),
          Files.readAllBytes(parts.model().resolve(file)),
          file);
    }
    assertEquals(FIRST + SECOND, Files.readAllLines(parts.metrics()).size());
    assertFalse(Files.exists(parts.path().resolve("lock")));
  }

  /** Trains until so many steps are taken. */
  private static TrainingResult run(TrainingData faces, RunFolder folder, int patience) {
    return new TrainingRun(RECIPE, "small", faces, folder, "cpu", 1)
        .run((truth, found) -> 1, new Patience(patience));
  }

  /** Stops after so many steps. */
  private static final class Patience implements TrainingRun.Observer {
    private int left;

    private Patience(int steps) {
      this.left = steps;
    }

    @Override
    public TrainingListener stage(int stage) {
      return TrainingListener.NONE;
    }

    @Override
    public IntConsumer decoding(int faces) {
      return done -> {};
    }

    @Override
    public boolean stopAsked() {
      left--;
      return left <= 0;
    }
  }
}
