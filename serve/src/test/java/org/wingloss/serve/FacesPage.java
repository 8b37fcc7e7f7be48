package org.wingloss.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.BindException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.wingloss.data.face.Landmarks;

/** The page of faces of a server of its own, in a browser. */
final class FacesPage implements AutoCloseable {
  private final Browser browser;
  private final TestServer server;

  private FacesPage(Browser browser, TestServer server) {
    this.browser = browser;
    this.server = server;
  }

  /** Starts both; what the page saves comes into a folder. */
  static FacesPage open(Path downloads) throws BindException {
    Browser browser = Browser.open(downloads);
    try {
      return new FacesPage(browser, TestServer.start());
    } catch (BindException | RuntimeException e) {
      browser.close();
      throw e;
    }
  }

  Browser browser() {
    return browser;
  }

  TestServer server() {
    return server;
  }

  /** The page without a picture, in a window where every button can be seen. */
  void load() {
    browser.size(1280, 1060);
    browser.scheme("light");
    browser.driver().get("http://localhost:" + server.port() + "/");
    browser.await("document.querySelector('#model').textContent.includes('68')");
  }

  /** The first picture of the page, and all that is told of it. */
  void show(byte[] picture, String name) {
    browser.drop(picture, name);
    browser.await("document.body.dataset.ready");
  }

  /** Runs a script in it. */
  Object run(String script, Object... arguments) {
    return browser.driver().executeScript(script, arguments);
  }

  /** The document that it saves of a picture whose name has this stem. */
  JsonNode saved(String stem) throws IOException {
    browser.element("#save-json").click();
    return TestServer.json(Files.readString(browser.downloaded(stem + ".json")));
  }

  /** The points of a face of a document. */
  static Landmarks landmarks(JsonNode face) {
    return Landmarks.ofPoints(
        StreamSupport.stream(face.path("landmarks").spliterator(), false)
            .map(point -> new double[] {point.get(0).asDouble(), point.get(1).asDouble()})
            .toArray(double[][]::new));
  }

  /** Checks that every point lies where it is expected. */
  static void assertNear(Landmarks expected, Landmarks found, double pixels) {
    assertEquals(expected.count(), found.count());
    for (int i = 0; i < expected.count(); i++) {
      assertEquals(expected.x(i), found.x(i), pixels, "x of landmark " + i);
      assertEquals(expected.y(i), found.y(i), pixels, "y of landmark " + i);
    }
  }

  /** Whatever is done, the console is silent and only this server is asked. */
  void assertQuiet() {
    assertEquals(List.of(), browser.complaints());
    List<String> requests = browser.requests();
    assertTrue(requests.size() >= 8, requests.toString());
    String own = "http://localhost:" + server.port() + "/";
    assertEquals(List.of(), requests.stream().filter(url -> !url.startsWith(own)).toList());
  }

  @Override
  public void close() {
    browser.close();
    server.close();
  }
}
