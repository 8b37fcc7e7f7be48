package org.wingloss.training.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
    }
  }

  /** Whoever has opened the file before it was let go would lock it while a third makes another. */
  @Test
  void close_thenTake_worksAndTheFileStays() {
    Path file = folder.resolve("lock");
    assertFalse(RunLock.isHeld(folder));
    assertFalse(Files.exists(file), "a look made it");
    for (int time = 0; time < 2; time++) {
      RunLock.take(folder).close();
      assertTrue(Files.exists(file));
      assertFalse(RunLock.isHeld(folder));
      assertTrue(Files.exists(file));
    }
  }

  /** A second look of this process must not let go of the lock for all others. */
  @Test
  void take_refusedInThisProcess_isStillHeldForOthers() throws Exception {
    RunLock first = RunLock.take(folder);
    try (first) {
      assertTrue(RunLock.isHeld(folder));
      assertThrows(InvalidRecipeException.class, () -> RunLock.take(folder));
      Process other =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-cp",
                  System.getProperty("java.class.path"),
                  LockMain.class.getName(),
                  folder.toString())
              .inheritIO()
              .start();
      assertEquals(LockMain.HELD, other.waitFor());
    }
  }

  /** Asks, in a process of its own, whether a folder is locked. */
  static final class LockMain {
    static final int HELD = 3;

    private LockMain() {}

    public static void main(String[] arguments) {
      System.exit(RunLock.isHeld(Path.of(arguments[0])) ? HELD : 0);
    }
  }
}
