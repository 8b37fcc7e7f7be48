package org.wingloss.data.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.wingloss.data.InvalidDataException;

class PathTextTest {
  @Test
  void of_folders_haveSlashes() {
    assertEquals("a/b.jpg", PathText.of(Path.of("a", "b.jpg")));
  }

  /** Bytes that are no UTF-8 are to a UTF-8 locale what Chinese is to the locale C. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void of_nameThatTheLocaleCannotHold_isAnErrorAndNoId(@TempDir Path folder) throws Exception {
    Process touch =
        new ProcessBuilder(
                "sh", "-c", "for n in 376 377; do : > \"$(printf \"a\\\\$n.jpg\")\"; done")
            .directory(folder.toFile())
            .start();
    assertEquals(0, touch.waitFor());
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files = all.toList();
    }
    assertEquals(2, files.size());
    for (Path file : files) {
      String message =
          assertThrows(InvalidDataException.class, () -> PathText.of(file)).getMessage();
      assertTrue(message.contains("LC_ALL=C.UTF-8"), message);
    }
  }
}
