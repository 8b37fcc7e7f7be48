package org.wingloss.serve;

import java.net.BindException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests on the page of faces: a server and a browser for each class, the page anew for each test.
 */
abstract class OnFacesPage {
  @TempDir static Path downloads;

  static FacesPage page;
  static TestServer server;
  static Browser browser;

  @BeforeAll
  static void open() throws BindException {
    page = FacesPage.open(downloads);
    server = page.server();
    browser = page.browser();
  }

  @AfterAll
  static void close() {
    if (page != null) {
      page.close();
    }
  }

  @BeforeEach
  void load() {
    page.load();
  }

  @AfterEach
  void isQuietAndAmongItself() {
    page.assertQuiet();
  }
}
