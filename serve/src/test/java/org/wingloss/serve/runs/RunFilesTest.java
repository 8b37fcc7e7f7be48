package org.wingloss.serve.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wingloss.data.io.FolderLock;

class RunFilesTest {
  @TempDir private Path run;

  /** However long it has logged nothing. */
  @Test
  void state_whileATrainingHoldsTheFolder_isTraining() throws IOException {
    Files.writeString(run.resolve("metrics.jsonl"), "");
    Files.setLastModifiedTime(run.resolve("metrics.jsonl"), FileTime.fromMillis(0));
    FolderLock training = FolderLock.tryTake(run).orElseThrow();
    try (training) {
      assertEquals("training", RunFiles.state(run));
    }
  }

  /** However lately it has logged. */
  @Test
  void state_whenNobodyHoldsTheFolder_isStopped() throws IOException {
    FolderLock.tryTake(run).orElseThrow().close();
    Files.writeString(run.resolve("metrics.jsonl"), "");
    assertEquals("stopped", RunFiles.state(run));
  }

  @Test
  void state_withAModel_isFinished() throws IOException {
    Files.createDirectory(run.resolve("model"));
    assertEquals("finished", RunFiles.state(run));
  }

  @Test
  void state_withADetector_isFinished() throws IOException {
    Files.createFile(run.resolve("detector.onnx"));
    assertEquals("finished", RunFiles.state(run));
  }
}
