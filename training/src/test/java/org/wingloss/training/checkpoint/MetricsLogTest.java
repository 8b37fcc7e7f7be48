package org.wingloss.training.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.wingloss.data.InvalidDataException;
import org.wingloss.training.OpenFiles;

class MetricsLogTest {
  @TempDir private Path folder;

  @Test
  @EnabledOnOs(OS.LINUX)
  void open_fileShorterThanItsCheckpointSays_isRefusedAndClosed() throws IOException {
    Path file = folder.resolve("metrics.jsonl");
    try (MetricsLog log = new MetricsLog(file, 0)) {
      log.add(Map.of("step", 1));
      assertTrue(OpenFiles.contain(file));
    }
    InvalidDataException e =
        assertThrows(InvalidDataException.class, () -> new MetricsLog(file, 100));
    assertEquals(
        "%s: has %d bytes but the checkpoint was written after 100; restore the file or start anew"
            .formatted(file, Files.size(file)),
        e.getMessage());
    assertFalse(OpenFiles.contain(file));
  }
}
