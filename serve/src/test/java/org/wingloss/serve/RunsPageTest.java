package org.wingloss.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.wingloss.data.io.FolderLock;

/** The runs of a folder on their page. */
@Timeout(180)
class RunsPageTest {
  @TempDir private Path runs;

  @TempDir private Path downloads;

  @Test
  void page_twoRuns_areComparedAndFollowed() throws IOException {
    TestRuns.write(runs.resolve("first"), "loss: wing", 40);
    TestRuns.write(runs.resolve("sweep/second"), "loss: l1", 30);
    TestRuns.write(runs.resolve("third"), "loss: l1", 30);
    TestRuns.writeErrors(runs.resolve("first"), 20, 4.0);
    TestRuns.writeErrors(runs.resolve("sweep/second"), 20, 4.5);
    FolderLock training = FolderLock.tryTake(runs.resolve("sweep/second")).orElseThrow();
    try (training;
        TestServer server = TestServer.startWithRuns(runs);
        Browser browser = Browser.open(downloads)) {
      browser.size(1280, 1000);
      open(browser, server);
      assertEquals(4, browser.count("figure.chart"));
      // The page begins with one of the runs that are training.
      click(browser, "[data-run=first]");
      awaitText(browser, "#verdict", "of 6 validations");
      awaitText(browser, "#paired", "on the same 20 faces");
      awaitText(browser, "#paired", "sweep/second minus first is 0.500 points");
      awaitText(browser, "#paired", "lower on 0 faces");
      awaitText(browser, "#worst li", "8.50 % · 20");
      browser.await(
          "document.querySelectorAll('.line.s1').length === 4"
              + " && document.querySelectorAll('#worst canvas').length === 2"
              + " && document.querySelectorAll('.differs').length === 1",
          "#live");
      browser.await("document.querySelector('#live').textContent.startsWith('live')", "#live");
      Files.writeString(
          runs.resolve("third/metrics.jsonl"),
          TestRuns.line(3100, false),
          StandardOpenOption.APPEND);
      browser.await("document.body.textContent.includes('3,100')", "#live");
      browser.screenshot(Path.of("target/page/runs-1280-light.png"));
      browser.size(390, 844);
      browser.scheme("dark");
      browser.screenshot(Path.of("target/page/runs-390-dark.png"));
      assertEquals(List.of(), browser.complaints());
    }
  }

  /** Their files may have equal names. */
  @Test
  void page_twoRunsOfOtherData_saysThatFacesAreMatchedByName() throws IOException {
    for (String name : List.of("one", "other")) {
      TestRuns.write(runs.resolve(name), "loss: wing", 10);
      TestRuns.writeErrors(runs.resolve(name), 20, 4.0);
    }
    TestRuns.writeProvenance(runs.resolve("other"), "07e4");
    try (TestServer server = TestServer.startWithRuns(runs);
        Browser browser = Browser.open(downloads)) {
      open(browser, server);
      click(browser, "[data-run]:not(:checked)");
      awaitText(browser, "#paired", "on 20 faces matched by name only");
    }
  }

  @Test
  void page_chosenRunThatIsDeleted_showsAnother() throws IOException {
    TestRuns.write(runs.resolve("gone"), "loss: wing", 10);
    try (TestServer server = TestServer.startWithRuns(runs);
        Browser browser = Browser.open(downloads)) {
      open(browser, server);
      awaitText(browser, "#recipes thead", "gone");
      Files.delete(runs.resolve("gone/recipe.yaml"));
      TestRuns.write(runs.resolve("stays"), "loss: l1", 10);
      awaitText(browser, "#recipes thead", "stays");
      assertEquals(1, browser.count("[data-run]:checked"));
    }
  }

  @Test
  void page_fewerFacesThanFitInARow_haveTheirErrorsBelowThem() throws IOException {
    TestRuns.write(runs.resolve("small"), "loss: wing", 10);
    TestRuns.writeErrors(runs.resolve("small"), 2, 4.0);
    try (TestServer server = TestServer.startWithRuns(runs);
        Browser browser = Browser.open(downloads)) {
      browser.size(1280, 1000);
      open(browser, server);
      awaitText(browser, "#worst li:nth-child(2)", "4.01 % · 1");
      Number apart =
          (Number)
              browser
                  .driver()
                  .executeScript(
                      """
                      const faces = document.querySelector("#worst canvas").getBoundingClientRect();
                      const error = document.querySelector("#worst li:nth-child(2)");
                      const middle = faces.left + faces.width / 2;
                      return Math.abs(error.getBoundingClientRect().left - middle);
                      """);
      assertTrue(apart.doubleValue() < 10, apart + " pixels");
      assertEquals(List.of(), browser.complaints());
    }
  }

  /** Each would read all logs once more. */
  @Test
  void page_manyChangesAtOnce_areDrawnTogether() throws IOException {
    TestRuns.write(runs.resolve("first"), "loss: wing", 10);
    try (TestServer server = TestServer.startWithRuns(runs);
        Browser browser = Browser.open(downloads)) {
      open(browser, server);
      // What the server tells of all runs is not to come in between.
      awaitText(browser, "#live", "live; first");
      browser
          .driver()
          .executeScript(
              """
              window.asked = 0;
              window.fetch = (path) => {
                if (path === "v1/runs") window.asked++;
                return Promise.reject(new Error("refused by the test"));
              };
              for (let i = 0; i < 20; i++) document.querySelector("[data-run]").click();
              """);
      browser.await("window.asked", "#live");
      assertEquals(1L, browser.driver().executeScript("return window.asked"));
    }
  }

  @Test
  void page_withoutTheTokenOfItsServer_saysThatItNeedsIt() throws IOException {
    try (TestServer guarded = TestServer.startWithRuns(runs, Optional.of("sesame"));
        Browser browser = Browser.open(downloads)) {
      browser.driver().get("http://localhost:" + guarded.port() + "/runs");
      browser.await(
          "performance.getEntriesByName(new URL('v1/runs/events', location)).length", "#live");
      String live = browser.element("#live").getText();
      assertTrue(live.contains("needs its token"), live);
    }
  }

  @Test
  void pages_ofAServerWithAToken_keepItOnTheWayToEachOther() throws IOException {
    TestRuns.write(runs.resolve("first"), "loss: wing", 10);
    TestRuns.writeErrors(runs.resolve("first"), 20, 4);
    try (TestServer guarded = TestServer.startWithRuns(runs, Optional.of("sesame"));
        Browser browser = Browser.open(downloads)) {
      browser.driver().get("http://localhost:" + guarded.port() + "/#token=sesame");
      browser.await("document.querySelector('#pages a')");
      assertEquals(0, browser.count("a[href=metrics]"), "a link cannot send the token");
      click(browser, ".skip");
      browser.await("location.hash === '#token=sesame' && document.activeElement.id === 'stage'");
      click(browser, "#pages a");
      browser.await("document.body.dataset.ready", "#live");
      click(browser, "nav a");
      browser.await("document.querySelector('#model')?.textContent.includes('68')");
      assertEquals(List.of(), browser.complaints());
    }
  }

  /** The page with the curves that it begins with. */
  private static void open(Browser browser, TestServer server) {
    browser.driver().get("http://localhost:" + server.port() + "/runs");
    browser.await("document.body.dataset.ready", "#live");
  }

  /** In one go: the page may draw its list anew between two requests of the test. */
  private static void click(Browser browser, String css) {
    browser.driver().executeScript("document.querySelector(arguments[0]).click()", css);
  }

  private static void awaitText(Browser browser, String css, String text) {
    browser.await(
        "document.querySelector('%s')?.textContent.includes('%s')".formatted(css, text), "#live");
  }
}
