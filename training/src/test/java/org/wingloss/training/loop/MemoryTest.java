package org.wingloss.training.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.wingloss.training.ChildProcess;

@EnabledOnOs(OS.LINUX)
class MemoryTest {
  @TempDir private Path folder;

  @Test
  void step_twoThousandTimes_keepsResidentMemoryFlat() throws Exception {
    assertFlat(2_000);
  }

  @Test
  @Tag("long")
  void step_twentyThousandTimes_keepsResidentMemoryFlat() throws Exception {
    assertFlat(20_000);
  }

  /**
   * One leaked gradient of the first full layer, a few KiB, would be 10 MiB over 1,500 steps; one
   * leaked activation of the first block 96 MiB.
   */
  private void assertFlat(int steps) throws IOException, InterruptedException {
    Path output = folder.resolve("output.txt");
    Process child = ChildProcess.start(MemoryMain.class, output, Integer.toString(steps));
    assertEquals(0, child.waitFor(), () -> text(output));
    String grown = text(output).lines().filter(l -> l.startsWith("grown ")).findFirst().get();
    assertTrue(Long.parseLong(grown.substring(6)) < 12 << 10, grown + " KiB");
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.toString();
    }
  }
}
