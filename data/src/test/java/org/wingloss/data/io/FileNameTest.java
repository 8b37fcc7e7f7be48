package org.wingloss.data.io;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class FileNameTest {
  @Test
  void last_pathHoweverTyped_isItsLastName() {
    for (String typed : new String[] {"data/faces", "data/faces/", "data/faces/.", "faces/b/.."}) {
      assertEquals("faces", FileName.last(Path.of(typed)));
    }
    Path here = Path.of("").toAbsolutePath();
    assertEquals(here.getFileName().toString(), FileName.last(Path.of("")));
  }

  @Test
  void last_root_isTheRoot() {
    Path root = Path.of("").toAbsolutePath().getRoot();
    assertEquals(root.toString(), FileName.last(root));
  }
}
