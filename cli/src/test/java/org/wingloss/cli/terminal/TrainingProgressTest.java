package org.wingloss.cli.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.wingloss.cli.OwnJava;
import org.wingloss.training.loop.TrainingListener;

/** How a process with a training under way ends; where it saves is TrainResumeTest's. */
@DisabledOnOs(OS.WINDOWS)
class TrainingProgressTest {
  /** A training that was still decoding its pictures went on for two minutes. */
  @Test
  void ended_beforeTheFirstStep_endsAtOnce() throws IOException, InterruptedException {
    assertEndsAtOnce(Decoding.class);
  }

  /** The last steps "could not be saved", after two minutes, though all was saved. */
  @Test
  void ended_betweenTwoStages_endsAtOnce() throws IOException, InterruptedException {
    assertEndsAtOnce(BetweenStages.class);
  }

  private static void assertEndsAtOnce(Class<?> main) throws IOException, InterruptedException {
    Process process = OwnJava.of(List.of(), main).redirectErrorStream(true).start();
    try {
      assertEquals('d', process.getInputStream().read());
      process.destroy();
      assertTrue(process.waitFor(30, TimeUnit.SECONDS), "it goes on after SIGTERM");
    } finally {
      process.destroyForcibly();
    }
  }

  /** Has trained its first stage, and decodes for ever. */
  static final class BetweenStages {
    private BetweenStages() {}

    public static void main(String[] none) throws InterruptedException {
      PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
      try (TrainingProgress progress =
          new TrainingProgress(out, (faces, predictions) -> 0, false)) {
        TrainingListener stage = progress.stage(1);
        stage.started(0, 10);
        stage.ended();
        progress.decoding(1_000);
        TimeUnit.DAYS.sleep(1);
      }
    }
  }

  /** Decodes for ever. */
  static final class Decoding {
    private Decoding() {}

    public static void main(String[] none) throws InterruptedException {
      PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
      try (TrainingProgress progress = new TrainingProgress(out, (faces, predictions) -> 0, true)) {
        progress.decoding(1_000);
        TimeUnit.DAYS.sleep(1);
      }
    }
  }
}
