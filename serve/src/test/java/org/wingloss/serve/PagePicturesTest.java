package org.wingloss.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wingloss.data.format.PtsFile;
import org.wingloss.data.format.Role;
import org.wingloss.data.image.EncodedPicture;
import org.wingloss.data.image.ExifOrientation;
import org.wingloss.data.image.ImageFiles;
import org.wingloss.data.image.RgbImage;

/** What comes onto the page: pictures of any size and kind, and the camera. */
@Timeout(240)
class PagePicturesTest extends OnFacesPage {
  /** Pixels; the server may join requests into batches of any size. */
  private static final double NEARLY = 1e-3;

  /** Pixels; a copy is smaller, or has lost something. */
  private static final double NEARLY_BY_A_COPY = 4;

  @Test
  void picture_of5000Columns_isSavedAsThatOfTheInterface() throws IOException {
    RgbImage wide = new RgbImage(5000, 300);
    Arrays.fill(wide.rgb(), (byte) 128);
    TestServer.paste(TestServer.face(1).image(), wide, 4600, 20);
    byte[] file = ImageFiles.png(wide);
    page.show(file, "wide.png");
    browser.element("#save-pts").click();
    JsonNode expected = page.server().landmarks("", file).path("faces").get(0);
    FacesPage.assertNear(
        FacesPage.landmarks(expected),
        PtsFile.read(browser.downloaded("wide.pts"), List.of(68), Role.PREDICTIONS),
        NEARLY);
    browser.element("#save-png").click();
    assertEquals(5000, ImageFiles.size(browser.downloaded("wide-landmarks.png")).width());
  }

  @ParameterizedTest
  @CsvSource({"pixels, 40000", "bytes, 20000"})
  void picture_ofMoreThanTheServerTakes_isSavedInItsOwnPixels(String what, int most)
      throws IOException {
    page.run(
        """
        const ask = window.fetch;
        window.fetch = (path, options) => {
          window.sent = options?.body?.size;
          return ask(path, options);
        };
        import("/api.js").then((api) => {
          api.most[arguments[0]] = arguments[1];
          window.limited = true;
        });
        """,
        what,
        most);
    browser.await("window.limited");
    byte[] file = TestServer.picture(1);
    page.show(file, what + ".png");
    assertNotEquals((long) file.length, page.run("return window.sent"));
    assertSavedAsOf(file, what, NEARLY_BY_A_COPY);
  }

  /** The browser passes over the tag, so that it is the picture as stored that one sees. */
  @ParameterizedTest
  @ValueSource(strings = {"webp", "png"})
  void picture_withATagOfRotationAfterItsPixels_hasTheLandmarksOfWhatIsShown(String format)
      throws IOException {
    byte[] png = TestServer.picture(1);
    byte[] file = format.equals("png") ? TurnedPicture.png(png) : TurnedPicture.webp(webp(png));
    assertEquals(ExifOrientation.QUARTER_TURN, EncodedPicture.of(file, format).orientation());
    page.show(file, "turned." + format);
    assertSavedAsOf(png, "turned", 1);
  }

  /** As Safari of iOS up to 17 does beyond 2^24 pixels. */
  @Test
  void copy_thatTheBrowserCannotWrite_isASmallerOne() throws IOException {
    page.run(
        """
        const write = HTMLCanvasElement.prototype.toBlob;
        HTMLCanvasElement.prototype.toBlob = function (done, ...how) {
          if (this.width * this.height > 40000) done(null);
          else write.call(this, done, ...how);
        };
        """);
    page.show(TurnedPicture.png(TestServer.picture(1)), "copied.png");
    assertSavedAsOf(TestServer.picture(1), "copied", NEARLY_BY_A_COPY);
  }

  /** Checks that the face that is saved is the one of a picture, as the server has it. */
  private static void assertSavedAsOf(byte[] picture, String stem, double pixels)
      throws IOException {
    JsonNode saved = page.saved(stem);
    assertEquals(256, saved.path("width").asInt());
    assertEquals(256, saved.path("height").asInt());
    FacesPage.assertNear(
        FacesPage.landmarks(page.server().landmarks("", picture).path("faces").get(0)),
        FacesPage.landmarks(saved.path("faces").get(0)),
        pixels);
  }

  /** Java has no writer of WebP; the browser has. */
  private static byte[] webp(byte[] picture) {
    page.run(
        """
        const bytes = Uint8Array.from(atob(arguments[0]), (c) => c.charCodeAt(0));
        createImageBitmap(new Blob([bytes])).then((bitmap) => {
          const canvas = document.createElement("canvas");
          canvas.width = bitmap.width;
          canvas.height = bitmap.height;
          canvas.getContext("2d", { alpha: false }).drawImage(bitmap, 0, 0);
          window.webp = canvas.toDataURL("image/webp", 1).split(",")[1];
        });
        """,
        Base64.getEncoder().encodeToString(picture));
    browser.await("window.webp");
    return Base64.getDecoder().decode((String) page.run("return window.webp"));
  }

  @Test
  void picture_withoutFace_isToldNothingOfTheOneBefore() {
    page.show(TestServer.picture(1), "face.png");
    browser.element("#left").sendKeys("1");
    browser.drop(ImageFiles.png(new RgbImage(300, 300)), "black.png");
    browser.await("document.querySelector('#status').textContent.includes('No face')");
    assertEquals("", browser.element("#verdict").getText());
    assertFalse(browser.element("#left").isDisplayed());
    assertFalse(browser.element("#save-pts").isDisplayed());
    browser.element("#again").click();
    assertTrue(browser.element("#choose").isDisplayed());
  }

  @Test
  void picture_goneBeforeItsAverageComes_leavesTheEmptyPageAlone() {
    page.run(
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
    page.run("window.letGo()");
    browser.await("window.told");
    assertEquals("", browser.element("#status").getText());
    assertEquals(false, browser.element("#panel").isDisplayed());
  }

  /** The key's last word comes a quarter of a second later. */
  @Test
  void picture_goneAfterAKeyMovedItsBox_leavesTheEmptyPageAlone() {
    page.show(TestServer.picture(1), "face.png");
    page.run(
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
  void file_thatIsNoPicture_isSaidInASentence() {
    browser.drop("no picture".getBytes(StandardCharsets.UTF_8), "x.png");
    browser.await("document.querySelector('#status').classList.contains('bad')");
    assertTrue(browser.element("#status").getText().contains("cannot show that file"));
  }

  @Test
  void camera_picture_isLookedAt() {
    browser.element("#camera").click();
    browser.await("document.querySelector('#video').videoWidth > 0");
    browser.element("#shoot").click();
    browser.await("document.querySelector('#status').textContent.includes('No face')");
  }

  @Test
  void camera_openWhenAPictureIsDropped_ends() {
    recordCamera();
    browser.element("#camera").click();
    page.run("window.give()");
    browser.await("!document.querySelector('#viewfinder').hidden");
    page.show(TestServer.picture(1), "face.png");
    assertEquals(List.of("ended"), cameras());
    assertFalse(browser.element("#viewfinder").isDisplayed());
    assertFalse(browser.element("#empty").isDisplayed());
  }

  @Test
  void camera_givenAfterAPictureIsDropped_ends() {
    recordCamera();
    browser.element("#camera").click();
    page.show(TestServer.picture(1), "face.png");
    page.run("window.give()");
    browser.await("window.given.length === 1");
    assertEquals(List.of("ended"), cameras());
    assertFalse(browser.element("#viewfinder").isDisplayed());
  }

  @Test
  void camera_askedForTwice_isOneThatEnds() {
    recordCamera();
    browser.element("#camera").click();
    browser.element("#camera").click();
    page.run("window.give()");
    browser.await("window.given.length === 2 && !document.querySelector('#viewfinder').hidden");
    browser.element("#leave").click();
    assertEquals(List.of("ended", "ended"), cameras());
  }

  /** Keeps what the browser gives, which it does from {@code window.give()} on. */
  private static void recordCamera() {
    page.run(
        """
        window.given = [];
        const permission = new Promise((give) => { window.give = give; });
        const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
        navigator.mediaDevices.getUserMedia = async (wanted) => {
          await permission;
          const stream = await ask(wanted);
          window.given.push(stream);
          return stream;
        };
        """);
  }

  private static Object cameras() {
    return page.run("return window.given.map((stream) => stream.getTracks()[0].readyState)");
  }
}
