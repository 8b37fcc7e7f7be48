package org.wingloss.training.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wingloss.training.ChildProcess;
import org.wingloss.training.checkpoint.Checkpoint;

class KillTest {
  @TempDir private Path folder;

  @Test
  void train_killedAtRandomMoments_endsWithTheBitsOfAFreshProcess() throws Exception {
    assertSurvives(3);
  }

  @Test
  @Tag("long")
  void train_killedFiftyTimes_endsWithTheBitsOfAFreshProcess() throws Exception {
    assertSurvives(50);
  }

  private void assertSurvives(int kills) throws IOException, InterruptedException {
    Path whole = Files.createDirectories(folder.resolve("whole"));
    TrainingMain.main(new String[] {whole.toString()});
    SplittableRandom random = new SplittableRandom(kills);
    int killed = 0;
    for (int run = 0; killed < kills; run++) {
      Path parts = Files.createDirectories(folder.resolve("parts" + run));
      boolean finished = false;
      while (!finished) {
        boolean kill = killed < kills;
        finished = ranToTheEnd(parts, kill ? random.nextInt(1, 1200) : -1);
        killed += finished ? 0 : 1;
      }
      assertEquals(end(whole).tensors(), end(parts).tensors(), "run " + run);
      assertEquals(400, end(parts).progress().step());
      assertEquals(400, Files.readAllLines(parts.resolve("metrics.jsonl")).size());
    }
  }

  /**
   * Starts or resumes the training.
   *
   * @param patience milliseconds after its first new line of the log when it is killed; −1 never
   * @return whether it ran to its end
   */
  private boolean ranToTheEnd(Path parts, int patience) throws IOException, InterruptedException {
    Path output = parts.resolve("output.txt");
    Path log = parts.resolve("metrics.jsonl");
    long before = Files.exists(log) ? Files.getLastModifiedTime(log).toMillis() : 0;
    Process child = ChildProcess.start(TrainingMain.class, output, parts.toString());
    if (patience >= 0) {
      while (child.isAlive()
          && (!Files.exists(log) || Files.getLastModifiedTime(log).toMillis() == before)) {
        Thread.sleep(5);
      }
      if (!child.waitFor(patience, TimeUnit.MILLISECONDS)) {
        child.destroyForcibly().waitFor();
        return false;
      }
    }
    assertTrue(child.waitFor(120, TimeUnit.SECONDS), "still running");
    assertEquals(0, child.exitValue(), Files.readString(output));
    return true;
  }

  private static Checkpoint end(Path run) {
    return Checkpoint.read(run.resolve("last.safetensors"));
  }
}
