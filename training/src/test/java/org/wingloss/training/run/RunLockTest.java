package org.wingloss.training.run;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wingloss.training.InvalidRecipeException;

class RunLockTest {
  @TempDir private Path folder;

  @Test
  void take_whileAnotherHolds_isRefusedNamingTheFolder() {
    RunLock first = RunLock.take(folder);
    try (first) {
      var thrown = assertThrows(InvalidRecipeException.class, () -> RunLock.take(folder));
      assertTrue(thrown.getMessage().startsWith(folder + ": another training"));
    }
    RunLock.take(folder).close();
  }
}
