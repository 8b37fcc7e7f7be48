package org.wingloss.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.Keys;
import org.openqa.selenium.interactions.Actions;
import org.wingloss.data.image.ImageFiles;
import org.wingloss.data.image.RgbImage;

/** The page, as a person uses it. */
@Timeout(240)
class PageTest extends OnFacesPage {
  private static final Path PICTURES = Path.of("target/page");

  /** Pixels; the server may join requests into batches of any size. */
  private static final double NEARLY = 1e-3;

  /** Moves an edge of the chosen box, as who types a number does. */
  private static final String TYPE =
      """
      const type = (id, by) => {
        const field = document.getElementById(id);
        field.value = Number(field.value) + by;
        field.dispatchEvent(new Event("change"));
      };
      """;

  private static void drop(int face) {
    page.show(TestServer.picture(face), "face.png");
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

    JsonNode saved = page.saved("face").path("faces").get(0);
    assertIsOfTheInterface(saved, TestServer.picture(1));
    assertEquals(68, saved.path("spread").size());
  }

  /** Checks that a saved face has the landmarks that the server gives for its box. */
  private static void assertIsOfTheInterface(JsonNode saved, byte[] picture) {
    JsonNode box = saved.path("box");
    String query = "?box=%s,%s,%s,%s".formatted(box.get(0), box.get(1), box.get(2), box.get(3));
    JsonNode expected = server.landmarks(query, picture).path("faces").get(0);
    FacesPage.assertNear(FacesPage.landmarks(expected), FacesPage.landmarks(saved), NEARLY);
  }

  @Test
  void edge_typed_takesScoreAndAverageAway() throws IOException {
    page.show(TestServer.picture(1), "typed.png");
    browser.element("#mix").sendKeys(Keys.END);
    assertTrue(browser.element("#verdict").getText().contains("The detector is"));
    // Told in the same script: later the new average may have come.
    Object mixed =
        page.run(TYPE + "type('left', -10); return document.querySelector('#mixed').textContent;");
    assertEquals("The average is being computed …", mixed);
    assertTrue(browser.element("#verdict").getText().endsWith("Box drawn by hand."));
    browser.await("document.querySelector('#mixed').textContent.startsWith('The two')");
    JsonNode saved = page.saved("typed").path("faces").get(0);
    assertTrue(saved.path("score").isMissingNode(), saved.toString());
  }

  private static byte[] twoFaces() {
    RgbImage picture = new RgbImage(600, 300);
    Arrays.fill(picture.rgb(), (byte) 128);
    TestServer.paste(TestServer.face(1).image(), picture, 20, 20);
    TestServer.paste(TestServer.face(2).image(), picture, 324, 20);
    return ImageFiles.png(picture);
  }

  @Test
  void edges_ofTwoFacesTypedAtOnce_eachFaceIsThatOfTheInterface() throws IOException {
    byte[] file = twoFaces();
    page.show(file, "two.png");
    page.run(
        TYPE
            + """
            window.pending = 0;
            const ask = window.fetch;
            window.fetch = async (path, options) => {
              window.pending++;
              const reply = await ask(path, options);
              const body = await reply.json();
              // What the page does with it, another request too, it does before the next task.
              setTimeout(() => { window.pending--; });
              return { ok: reply.ok, json: async () => body };
            };
            for (const button of document.querySelectorAll("#faces button")) {
              button.click();
              type("right", 40);
            }
            """);
    browser.await("window.pending === 0");
    JsonNode saved = page.saved("two").path("faces");
    assertEquals(2, saved.size());
    saved.forEach(face -> assertIsOfTheInterface(face, file));
  }

  @Test
  void face_addedByKeyboardWhereNoneIsFound_isThatOfTheInterface() throws IOException {
    byte[] file = ImageFiles.png(new RgbImage(300, 200));
    page.show(file, "added.png");
    browser.element("#add").sendKeys(Keys.ENTER);
    browser.await("document.querySelector('#mixed').textContent.startsWith('The two')");
    assertEquals("1 face, 68 landmarks each", browser.element("#status").getText());
    assertEquals("100", browser.element("#left").getDomProperty("value"));
    assertEquals("150", browser.element("#bottom").getDomProperty("value"));
    JsonNode saved = page.saved("added").path("faces").get(0);
    assertIsOfTheInterface(saved, file);
    assertTrue(saved.path("score").isMissingNode(), saved.toString());
  }

  @Test
  void face_addedByTwoPressesAtOnce_isOneAndChosen() {
    drop(1);
    page.run("for (let i = 0; i < 2; i++) document.querySelector('#add').click();");
    browser.await("document.querySelector('#verdict').textContent.includes('drawn by hand')");
    browser.await("document.querySelector('#mixed').textContent.startsWith('The two')");
    assertEquals("1", browser.element(".one-face.chosen").getDomAttribute("data-face"));
    assertEquals(2, browser.count("#faces button"));
  }

  @Test
  void face_addedBeyondWhatARequestMayHave_isRefusedInASentence() {
    page.show(twoFaces(), "full.png");
    page.run("import('/api.js').then(({ most }) => { most.faces = 2; window.limited = true; });");
    browser.await("window.limited");
    browser.element("#add").click();
    browser.await("document.querySelector('#status').classList.contains('bad')");
    assertEquals("at most 2 faces are taken", browser.element("#status").getText());
  }

  @Test
  void face_removed_isNotSaved() throws IOException {
    byte[] file = twoFaces();
    page.show(file, "left.png");
    browser.element("#remove").click();
    JsonNode saved = page.saved("left").path("faces");
    assertEquals(1, saved.size());
    FacesPage.assertNear(
        FacesPage.landmarks(server.landmarks("", file).path("faces").get(1)),
        FacesPage.landmarks(saved.get(0)),
        NEARLY);
  }

  /** The key's last word comes a quarter of a second later. */
  @Test
  void face_removedAfterAKeyMovedIt_leavesOnlyTheButtonThatAddsOne() {
    drop(1);
    page.run(
        """
        document.querySelector("[data-corner=nw]").dispatchEvent(
          new KeyboardEvent("keydown", { key: "ArrowLeft", bubbles: true }));
        document.querySelector("#remove").click();
        setTimeout(() => { window.later = true; }, 500);
        """);
    browser.await("window.later");
    assertTrue(browser.element("#status").getText().startsWith("No face"));
    assertEquals(0, browser.count(".one-face"));
    assertEquals("add", browser.driver().switchTo().activeElement().getDomAttribute("id"));
    assertEquals(false, browser.element("#save-json").isDisplayed());
  }

  /** The picture begins at -0.5, half a pixel before the centre of its first one. */
  @Test
  void box_drawn_liesWhereLandmarksOfTheSameNumbersWould() {
    drop(1);
    Number away =
        (Number)
            page.run(
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
  void metrics_ofAServerWithoutToken_areLinked() {
    assertEquals(1, browser.count("a[href=metrics]"));
  }

  @Test
  void elements_thatOneUses_haveNames() {
    drop(1);
    Object nameless =
        page.run(
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
    assertEquals(false, page.run("return document.documentElement.scrollWidth > innerWidth"));
  }
}
