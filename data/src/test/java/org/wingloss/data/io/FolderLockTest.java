package org.wingloss.data.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.wingloss.data.InvalidDataException;

@Timeout(60)
class FolderLockTest {
  @TempDir private Path folder;

  @Test
  void tryTake_folderThatIsAbsent_makesIt() {
    Path absent = folder.resolve("runs/first");
    FolderLock.tryTake(absent).orElseThrow().close();
    assertTrue(Files.exists(absent.resolve("lock")));
  }

  /** Whoever has opened the file before it was let go would lock it while a third makes another. */
  @Test
  void close_thenTryTake_worksAndTheFileStays() {
    Path file = folder.resolve("lock");
    assertFalse(FolderLock.isHeld(folder));
    assertFalse(Files.exists(file), "a look made it");
    for (int time = 0; time < 2; time++) {
      FolderLock.tryTake(folder).orElseThrow().close();
      assertTrue(Files.exists(file));
      assertFalse(FolderLock.isHeld(folder));
      assertTrue(Files.exists(file));
    }
  }

  /** A second look of this process must not let go of the lock for all others. */
  @Test
  void tryTake_refusedInThisProcess_isStillHeldForOthers() throws Exception {
    FolderLock first = FolderLock.tryTake(folder).orElseThrow();
    try (first) {
      assertTrue(FolderLock.isHeld(folder));
      assertTrue(FolderLock.tryTake(folder).isEmpty());
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

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void lock_pipeInPlaceOfTheFile_isNotWaitedFor() throws Exception {
    String pipe = folder.resolve("lock").toString();
    assertEquals(0, new ProcessBuilder("mkfifo", pipe).start().waitFor());
    assertFalse(FolderLock.isHeld(folder));
    String message =
        assertThrows(InvalidDataException.class, () -> FolderLock.tryTake(folder)).getMessage();
    assertTrue(message.contains("is not a regular file"), message);
  }

  /** Asks, in a process of its own, whether a folder is locked. */
  static final class LockMain {
    static final int HELD = 3;

    private LockMain() {}

    public static void main(String[] arguments) {
      System.exit(FolderLock.isHeld(Path.of(arguments[0])) ? HELD : 0);
    }
  }
}
