package org.wingloss.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.BindException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.Keys;
import org.openqa.selenium.interactions.Actions;

/** The page, as a person uses it. */
@Timeout(240)
class PageTest {
  private static final Path PICTURES = Path.of("target/page");

  /** Pixels; the server may join requests into batches of any size. */
  private static final double NEARLY = 1e-3;

  @TempDir private static Path downloads;

  private static TestServer server;
  private static Browser browser;

  @BeforeAll
  static void open() throws BindException {
    browser = Browser.open(downloads);
    server = TestServer.start();
  }

  @AfterAll
  static void close() {
    if (browser != null) {
      browser.close();
      server.close();
    }
  }

  @BeforeEach
  void load() {
    browser.size(1280, 860);
    browser.scheme("light");
    browser.driver().get("http://localhost:" + server.port() + "/");
    browser.await("document.querySelector('#model').textContent.includes('68')");
  }

  /** Whatever is done, the console is silent and only this server is asked. */
  @AfterEach
  void isQuietAndAmongItself() {
    assertEquals(List.of(), browser.complaints());
    List<String> requests = browser.requests();
    assertTrue(requests.size() >= 8, requests.toString());
    String own = "http://localhost:" + server.port() + "/";
    assertEquals(List.of(), requests.stream().filter(url -> !url.startsWith(own)).toList());
  }

  private static void drop(int face) {
    browser.drop(TestServer.picture(face), "face.png");
    browser.await("document.body.dataset.ready");
  }

  @Test
  void picture_dropped_showsOutlinesAndPoints() {
    drop(1);
    assertEquals(9, browser.count("path.outline"));
    assertEquals(68, browser.count("circle.point"));
    assertEquals("1 face, 68 landmarks each", browser.element("#status").getText());
    assertTrue(browser.element("#verdict").getText().contains("make a face"));
  }

  @Test
  void box_dragged_landmarksFollowAndTheFileIsThatOfTheInterface() throws IOException {
    drop(1);
    String before = browser.element("path.outline").getDomAttribute("d");
    new Actions(browser.driver())
        .clickAndHold(browser.element("[data-corner=nw]"))
        .moveByOffset(-30, -24)
        .moveByOffset(-10, -4)
        .perform();
    browser.await("document.querySelector('path.outline').getAttribute('d') !== '" + before + "'");
    new Actions(browser.driver()).release().perform();
    browser.await("document.querySelector('#mixed').textContent.startsWith('The two')");
    assertNotEquals(before, browser.element("path.outline").getDomAttribute("d"));

    browser.element("#save-json").click();
    JsonNode saved =
        TestServer.json(Files.readString(browser.downloaded("face.json"))).path("faces").get(0);
    String box =
        String.format(
            Locale.ROOT,
            "?box=%s,%s,%s,%s",
            saved.path("box").get(0),
            saved.path("box").get(1),
            saved.path("box").get(2),
            saved.path("box").get(3));
    JsonNode expected = server.landmarks(box, TestServer.picture(1)).path("faces").get(0);
    for (int i = 0; i < 68; i++) {
      assertEquals(
          expected.path("landmarks").get(i).get(0).asDouble(),
          saved.path("landmarks").get(i).get(0).asDouble(),
          NEARLY);
    }
    assertEquals(68, saved.path("spread").size());
  }

  /** The picture begins at -0.5, half a pixel before the centre of its first one. */
  @Test
  void box_drawn_liesWhereLandmarksOfTheSameNumbersWould() {
    drop(1);
    Number away =
        (Number)
            browser
                .driver()
                .executeScript(
                    """
                    const overlay = document.querySelector("#overlay");
                    const scale = overlay.getBoundingClientRect().width / 256;
                    const [x, y, width, height] = ["x", "y", "width", "height"]
                      .map((name) => Number(overlay.querySelector("rect.box").getAttribute(name)));
                    const corner = overlay.querySelector("[data-corner=se]");
                    const drawn = [x, y, x + width, y + height, corner.getAttribute("cx"), corner.getAttribute("cy")];
                    const said = ["left", "top", "right", "bottom", "right", "bottom"]
                      .map((id) => Number(document.getElementById(id).value));
                    return Math.max(...drawn.map((v, i) => Math.abs(v / scale - 0.5 - said[i])));
                    """);
    assertTrue(away.doubleValue() < 0.1, away + " pixels");
  }

  @Test
  void slider_moved_showsTheAverage() throws IOException {
    drop(2);
    browser.element("#mix").sendKeys(Keys.END);
    browser.element("#save-pts").click();
    List<String> lines = Files.readAllLines(browser.downloaded("face.pts"));
    JsonNode averaged = server.landmarks("?tta=true", TestServer.picture(2)).path("faces").get(0);
    assertEquals("n_points: 68", lines.get(1));
    double x = Double.parseDouble(lines.get(3).split(" ", -1)[0]);
    assertEquals(averaged.path("landmarks").get(0).get(0).asDouble() + 1, x, NEARLY);
    Files.delete(downloads.resolve("face.pts"));
  }

  @Test
  void keyboard_arrowsOnACorner_moveTheBox() {
    drop(1);
    String before = browser.element("#left").getDomProperty("value");
    browser.element("[data-corner=nw]").sendKeys(Keys.ARROW_LEFT, Keys.ARROW_LEFT);
    browser.await("document.querySelector('#left').value === String(" + before + " - 2)");
    browser.await("document.querySelector('#mixed').textContent.startsWith('The two')");
    assertEquals("nw", browser.driver().switchTo().activeElement().getDomAttribute("data-corner"));
  }

  @Test
  void point_underThePointer_tellsNumberAndSpread() {
    drop(1);
    new Actions(browser.driver())
        .moveToElement(
            browser
                .driver()
                .findElements(org.openqa.selenium.By.cssSelector("circle.point"))
                .get(30))
        .perform();
    browser.await("!document.querySelector('#tip').hidden");
    String tip = browser.element("#tip").getText();
    assertTrue(tip.matches("30 nose · spread \\d+\\.\\d+ px"), tip);
  }

  @Test
  void example_ofThreeFaces_hasAButtonForEach() {
    browser.element("#sample").click();
    browser.await("document.body.dataset.ready");
    assertEquals(3, browser.count("#faces button"));
    browser.element("#faces button:nth-child(2)").click();
    assertEquals("1", browser.element(".one-face.chosen").getDomAttribute("data-face"));
  }

  @Test
  void picture_goneBeforeItsAverageComes_leavesTheEmptyPageAlone() {
    browser
        .driver()
        .executeScript(
            """
            const ask = window.fetch;
            window.fetch = async (path, options) => {
              const reply = await ask(path, options);
              if (!String(path).includes("tta=true")) return reply;
              const body = await reply.json();
              await new Promise((go) => { window.letGo = go; });
              // What the page does with it is done before the next task.
              setTimeout(() => { window.told = true; });
              return { ok: true, json: async () => body };
            };
            """);
    browser.drop(TestServer.picture(1), "face.png");
    browser.await("window.letGo && !document.querySelector('#panel').hidden");
    browser.element("#again").click();
    browser.driver().executeScript("window.letGo()");
    browser.await("window.told");
    assertEquals("", browser.element("#status").getText());
    assertEquals(false, browser.element("#panel").isDisplayed());
  }

  /** The key's last word comes a quarter of a second later. */
  @Test
  void picture_goneAfterAKeyMovedItsBox_leavesTheEmptyPageAlone() {
    drop(1);
    browser
        .driver()
        .executeScript(
            """
            document.querySelector("[data-corner=nw]").dispatchEvent(
              new KeyboardEvent("keydown", { key: "ArrowLeft", bubbles: true }));
            document.querySelector("#again").click();
            setTimeout(() => { window.later = true; }, 500);
            """);
    browser.await("window.later");
    assertEquals("", browser.element("#status").getText());
  }

  @Test
  void metrics_ofAServerWithoutToken_areLinked() {
    assertEquals(1, browser.count("a[href=metrics]"));
  }

  @Test
  void camera_picture_isLookedAt() {
    browser.element("#camera").click();
    browser.await("document.querySelector('#video').videoWidth > 0");
    browser.element("#shoot").click();
    browser.await("document.querySelector('#status').textContent.includes('No face')");
  }

  @Test
  void file_thatIsNoPicture_isSaidInASentence() {
    browser.drop("no picture".getBytes(java.nio.charset.StandardCharsets.UTF_8), "x.png");
    browser.await("document.querySelector('#status').classList.contains('bad')");
    assertTrue(browser.element("#status").getText().contains("cannot show that file"));
  }

  @Test
  void elements_thatOneUses_haveNames() {
    drop(1);
    Object nameless =
        browser
            .driver()
            .executeScript(
                """
                return [...document.querySelectorAll("button, input, [role=button]")]
                  .filter((e) => e.checkVisibility())
                  .filter((e) => !(e.textContent.trim() || e.getAttribute("aria-label") || e.labels?.length))
                  .map((e) => e.outerHTML);
                """);
    assertEquals(List.of(), nameless);
  }

  @ParameterizedTest
  @CsvSource({"1280, 800, light", "1280, 800, dark", "390, 844, light", "390, 844, dark"})
  void page_ofAnyWidth_needsNoSidewaysScrolling(int width, int height, String scheme)
      throws IOException {
    browser.size(width, height);
    browser.scheme(scheme);
    browser.driver().navigate().refresh();
    browser.await("document.querySelector('#model').textContent.includes('68')");
    browser.screenshot(PICTURES.resolve("empty-%d-%s.png".formatted(width, scheme)));
    browser.element("#sample").click();
    browser.await("document.body.dataset.ready");
    browser.screenshot(PICTURES.resolve("faces-%d-%s.png".formatted(width, scheme)));
    assertEquals(
        false,
        browser.driver().executeScript("return document.documentElement.scrollWidth > innerWidth"));
  }
}
