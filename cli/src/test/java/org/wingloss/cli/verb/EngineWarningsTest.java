package org.wingloss.cli.verb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
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
    Process process =
        OwnJava.cli(TrainDetectorVerbTest.words("--out", folder.resolve("run")))
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    assertEquals(ExitCode.OK, process.waitFor());
    String text = Files.readString(said);
    assertTrue(text.contains("detector: "), text);
    assertFalse(text.contains("Warning"), text);
  }
}
