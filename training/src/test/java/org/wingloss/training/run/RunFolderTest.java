package org.wingloss.training.run;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {
  @TempDir private Path folder;

  @Test
  void isFree_absentOrEmpty_isTrue() {
    assertTrue(new RunFolder(folder.resolve("absent")).isFree());
    assertTrue(new RunFolder(folder).isFree());
  }

  @Test
  void isFree_onlyWhatAKilledProcessLeft_isTrue() throws IOException {
    Files.createDirectory(folder.resolve("data.0123456789abcdef.unfinished"));
    Files.createFile(folder.resolve("plan.json.fedcba9876543210.unfinished"));
    assertTrue(new RunFolder(folder).isFree());
  }

  @Test
  void isFree_anythingElse_isFalse() throws IOException {
    Path file = Files.createFile(folder.resolve("my.unfinished"));
    assertFalse(new RunFolder(folder).isFree());
    assertFalse(new RunFolder(file).isFree());
  }
}
