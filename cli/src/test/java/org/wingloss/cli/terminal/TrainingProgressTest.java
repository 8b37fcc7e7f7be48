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

/** How a process with a training under way ends; where it saves is TrainResumeTest's. */
@DisabledOnOs(OS.WINDOWS)
class TrainingProgressTest {
  /** A training that was still decoding its pictures went on for two minutes. */
  @Test
  void ended_beforeTheFirstStep_endsAtOnce() throws IOException, InterruptedException {
    Process process = OwnJava.of(List.of(), Decoding.class).redirectErrorStream(true).start();
    try {
      assertEquals('d', process.getInputStream().read());
      process.destroy();
      assertTrue(process.waitFor(30, TimeUnit.SECONDS), "it goes on after SIGTERM");
    } finally {
      process.destroyForcibly();
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
