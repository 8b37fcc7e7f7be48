package org.wingloss.training.run;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
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
      assertTrue(Files.exists(folder.resolve("lock")), "the refused one took the lock away");
    }
  }

  @Test
  void close_thenTake_worksAndLeavesNothing() {
    RunLock.take(folder).close();
    RunLock.take(folder).close();
    assertFalse(Files.exists(folder.resolve("lock")));
  }
}
