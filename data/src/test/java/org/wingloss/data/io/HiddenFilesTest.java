package org.wingloss.data.io;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HiddenFilesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        ".a.jpg",
        "._a.jpg",
        ".DS_Store",
        "a/._b.pts",
        "Thumbs.db",
        "x/thumbs.DB",
        "desktop.ini",
        "__MACOSX/a.jpg",
        "b/__MACOSX/c/a.jpg",
        ".cache/a.jpg"
      })
  void isHidden_whatSystemsLeave_isTrue(String path) {
    assertTrue(HiddenFiles.isHidden(path));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a.jpg",
        "a.b/c.jpg",
        "../a.jpg",
        "./a.jpg",
        "Thumbs.db.jpg",
        "_a.jpg",
        "macosx/a.jpg"
      })
  void isHidden_aUsersFile_isFalse(String path) {
    assertFalse(HiddenFiles.isHidden(path));
  }
}
