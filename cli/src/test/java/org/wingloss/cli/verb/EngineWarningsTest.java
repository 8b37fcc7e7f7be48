package org.wingloss.cli.verb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wingloss.cli.OwnJava;
import org.wingloss.cli.terminal.ExitCode;

/** What the engine itself writes to standard error, past Java. */
class EngineWarningsTest {
  @TempDir private Path folder;

  /** It wrote that a deprecated guard risks a "silent wrong result in some edge cases". */
  @Test
  void trainDetector_beginsWithItsWeights_saysNothingFrightening() throws Exception {
    Path said = folder.resolve("said");
    List<Object> words = new ArrayList<>(List.of("train-detector", "--threads", 1));
    words.addAll(List.of("--out", folder.resolve("run")));
    for (String set :
        List.of(
            "network=detection(widths=16-16,depth=1)",
            "precision=float32",
            "synthetic-faces=2",
            "scene=32",
            "backgrounds=3",
            "batch-size=2",
            "steps=2")) {
      words.addAll(List.of("--set", set));
    }
    Process process =
        OwnJava.cli(words.toArray())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    assertEquals(ExitCode.OK, process.waitFor());
    String text = Files.readString(said);
    assertTrue(text.contains("detector: "), text);
    assertFalse(text.contains("Warning"), text);
  }
}
