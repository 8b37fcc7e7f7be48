package org.wingloss.training.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wingloss.training.ChildProcess;

/** A library user's process has none of the launcher's options. */
class TelemetryTest {
  @TempDir private Path folder;

  @Test
  void engine_startedByThisProject_asksForNoConnection() throws Exception {
    assertEquals("PyTorch: 0 connections", start("project"));
  }

  @Test
  void engine_startedOtherwise_asks_soThatTheCountCounts() throws Exception {
    String line = start("bare");
    assertTrue(line.matches("PyTorch: [1-9][0-9]* connections"), line);
  }

  private String start(String how) throws Exception {
    Path output = folder.resolve(how);
    ProcessBuilder builder =
        ChildProcess.builder(
            List.of("-XX:TieredStopAtLevel=1"), CountedConnections.class, output, how);
    builder.environment().remove("DJL_OFFLINE");
    builder.environment().remove("OPT_OUT_TRACKING");
    Process process = builder.start();
    assertTrue(process.waitFor(120, TimeUnit.SECONDS));
    String text = Files.readString(output).strip();
    assertEquals(0, process.exitValue(), text);
    return text.lines().reduce("", (before, line) -> line);
  }
}
