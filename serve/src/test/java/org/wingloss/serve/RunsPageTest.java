package org.wingloss.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wingloss.data.image.ImageFiles;
import org.wingloss.data.image.RgbImage;
import org.wingloss.data.io.FolderLock;

/** The runs of a folder, for programs and on their page. */
@Timeout(180)
class RunsPageTest {
  @TempDir private static Path runs;

  private static TestServer server;
  private static FolderLock training;

  @BeforeAll
  static void start() throws IOException {
    write("first", "loss: wing", 40);
    write("sweep/second", "loss: l1", 30);
    write("third", "loss: l1", 30);
    writeErrors("first", 4.0);
    writeErrors("sweep/second", 4.5);
    Files.createDirectories(runs.resolve("no-run"));
    Files.createDirectories(runs.resolve("first/model"));
    write("unreadable", "loss: l1", 0);
    Files.writeString(runs.resolve("unreadable/metrics.jsonl"), "no JSON\n");
    training = FolderLock.tryTake(runs.resolve("sweep/second")).orElseThrow();
    server = TestServer.startWithRuns(runs);
  }

  @AfterAll
  static void stop() {
    server.close();
    training.close();
  }

  private static void write(String name, String recipe, int lines) throws IOException {
    Path run = Files.createDirectories(runs.resolve(name));
    Files.writeString(run.resolve("recipe.yaml"), recipe + "\nsteps: 4000\n");
    Files.writeString(run.resolve("provenance.json"), "{\"faces\":1080}");
    StringBuilder log = new StringBuilder();
    for (int i = 1; i <= lines; i++) {
      log.append(line(100 * i, i % 5 == 0));
    }
    Files.writeString(run.resolve("metrics.jsonl"), log.toString());
  }

  /** Errors that differ from face to face, and a picture. */
  private static void writeErrors(String name, double least) throws IOException {
    StringBuilder faces = new StringBuilder();
    for (int i = 20; i > 0; i--) {
      faces.append(
          "{\"id\":\"%d\",\"landmarks\":[[1,2]],\"nme\":%s}\n".formatted(i, least + i * i / 100.0));
    }
    Files.writeString(runs.resolve(name).resolve("validation-predictions.jsonl"), faces);
    ImageFiles.writePng(
        new RgbImage(6 * 192, 192), runs.resolve(name).resolve("validation-worst.png"));
  }

  private static String line(int step, boolean validated) {
    return "{\"step\":%d,\"loss\":%s,\"rate\":%s,\"faces-per-second\":%s%s}\n"
        .formatted(
            step,
            1000.0 / step + 1,
            3e-5 / step,
            100 + step % 7,
            validated ? ",\"nme\":" + (4 + 900.0 / step) : "");
  }

  @Test
  void list_ofAFolder_hasItsRunsAndNothingElse() {
    JsonNode list = TestServer.json(server.get("/v1/runs").body()).path("runs");
    assertEquals(3, list.size());
    assertEquals("first", list.get(0).path("name").asText());
    assertEquals("finished", list.get(0).path("state").asText());
    assertEquals(4000, list.get(0).path("step").asInt());
    assertEquals(4 + 900.0 / 4000, list.get(0).path("nme").asDouble(), 1e-9);
    assertEquals("training", list.get(1).path("state").asText());
    assertEquals("stopped", list.get(2).path("state").asText());
  }

  @Test
  void run_byName_hasCurvesRecipeAndProvenance() {
    JsonNode run = TestServer.json(server.get("/v1/run?name=sweep/second").body());
    assertEquals(30, run.path("curves").path("loss").size());
    assertEquals(6, run.path("curves").path("nme").size());
    assertEquals("1080", run.path("provenance").path("faces").asText());
    assertTrue(run.path("recipe").asText().startsWith("loss: l1"));
  }

  @Test
  void run_thatHasValidated_hasItsFacesWorstFirstAndTheirPicture() {
    JsonNode errors = TestServer.json(server.get("/v1/run?name=first").body()).path("errors");
    assertEquals(20, errors.size());
    assertEquals("20", errors.get(0).path("id").asText());
    assertEquals(8.0, errors.get(0).path("nme").asDouble());
    HttpResponse<String> picture = server.get("/v1/run/worst?name=first");
    assertEquals("image/png", picture.headers().firstValue("content-type").orElse(""));
    assertTrue(picture.body().startsWith("\uFFFDPNG"), picture.body());
  }

  @Test
  void run_thatHasNotValidated_hasNoFaces() {
    assertEquals(0, TestServer.json(server.get("/v1/run?name=third").body()).path("errors").size());
    assertEquals(404, server.get("/v1/run/worst?name=third").statusCode());
    assertEquals(404, server.get("/v1/run/worst?name=..").statusCode());
  }

  @Test
  void run_nameThatIsAPath_isNotFollowed() {
    for (String name : List.of("..", "../first", "/etc", "no-run", "first/../sweep/second")) {
      assertEquals(404, server.get("/v1/run?name=" + name).statusCode(), name);
    }
    assertEquals(400, server.get("/v1/run").statusCode());
  }

  /** The message has the run's name and not where its folder lies. */
  @ParameterizedTest
  @CsvSource({
    "metrics.jsonl, 'a/b/metrics.jsonl, line 2: expected a JSON object but found'",
    "validation-predictions.jsonl, 'a/b/validation-predictions.jsonl, line 2: expected'",
    "provenance.json, 'a/b/provenance.json: '"
  })
  void run_withABrokenFile_isRefusedWithWhatIsWrong(
      String file, String message, @TempDir Path folder) throws IOException {
    Path run = Files.createDirectories(folder.resolve("a/b"));
    Files.writeString(run.resolve("recipe.yaml"), "loss: wing\n");
    Files.writeString(run.resolve(file), "{}\n{\"nme\":\n");
    try (TestServer broken = TestServer.startWithRuns(folder)) {
      HttpResponse<String> reply = broken.get("/v1/run?name=a/b");
      assertEquals(422, reply.statusCode(), reply.body());
      String detail = TestServer.json(reply.body()).path("detail").asText();
      assertTrue(detail.startsWith(message), detail);
      assertFalse(detail.contains(folder.toString()), detail);
    }
  }

  /** A pipe would wait for a writer for ever, and all other requests behind it. */
  @Test
  void run_withPipesInPlaceOfFiles_hasNone(@TempDir Path folder) throws Exception {
    Path run = Files.createDirectories(folder.resolve("piped"));
    Files.writeString(run.resolve("recipe.yaml"), "loss: wing\n");
    List<String> files =
        List.of(
            "metrics.jsonl",
            "validation-predictions.jsonl",
            "validation-worst.png",
            "provenance.json",
            "lock");
    for (String file : files) {
      String pipe = run.resolve(file).toString();
      assertEquals(0, new ProcessBuilder("mkfifo", pipe).start().waitFor());
    }
    try (TestServer piped = TestServer.startWithRuns(folder)) {
      assertEquals(1, TestServer.json(piped.get("/v1/runs").body()).path("runs").size());
      JsonNode one = TestServer.json(piped.get("/v1/run?name=piped").body());
      assertEquals(0, one.path("curves").path("loss").size());
      assertEquals(0, one.path("errors").size());
      assertEquals(404, piped.get("/v1/run/worst?name=piped").statusCode());
    }
  }

  @Test
  void server_withoutRuns_hasNoSuchPage() throws IOException {
    try (TestServer without = TestServer.start()) {
      assertEquals(404, without.get("/runs").statusCode());
      assertEquals(404, without.get("/v1/runs").statusCode());
    }
  }

  /** It has read the runs before it listens, and what was logged in between was told to others. */
  @Test
  void events_ofAPageThatComesLater_beginWithAllRuns() throws Exception {
    try (Stream<String> first = events(server)) {
      assertTrue(tellsOf("sweep/second", first.iterator()));
      try (Stream<String> later = events(server)) {
        assertTrue(tellsOf("sweep/second", later.iterator()));
      }
    }
  }

  /** What it has logged stays the same. */
  @Test
  void events_whenATrainingIsKilled_tellOfItsRun(@TempDir Path folder) throws Exception {
    FolderLock killed = FolderLock.tryTake(folder.resolve("killed")).orElseThrow();
    Files.writeString(folder.resolve("killed/recipe.yaml"), "loss: wing\n");
    try (TestServer watched = TestServer.startWithRuns(folder);
        Stream<String> lines = events(watched)) {
      Iterator<String> events = lines.iterator();
      assertTrue(tellsOf("killed", events));
      killed.close();
      assertTrue(tellsOf("killed", events));
    }
  }

  /** On a thread of its own: a stream of events that tells nothing is waited for without end. */
  private static boolean tellsOf(String run, Iterator<String> events) throws Exception {
    return CompletableFuture.supplyAsync(
            () -> {
              String line = "";
              while (!(line.startsWith("data:") && line.contains(run)) && events.hasNext()) {
                line = events.next();
              }
              return line.contains(run);
            })
        .get(20, TimeUnit.SECONDS);
  }

  private static Stream<String> events(TestServer from) throws Exception {
    URI address = URI.create("http://localhost:" + from.port() + "/v1/runs/events");
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofLines())
        .body();
  }

  @Test
  void page_twoRuns_areComparedAndFollowed(@TempDir Path downloads) throws IOException {
    try (Browser browser = Browser.open(downloads)) {
      browser.size(1280, 1000);
      browser.driver().get("http://localhost:" + server.port() + "/runs");
      browser.await("document.body.dataset.ready", "#live");
      assertEquals(4, browser.count("figure.chart"));
      // The page begins with one of the runs that are training.
      click(browser, "[data-run=first]");
      awaitText(browser, "#verdict", "of 6 validations");
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
          runs.resolve("third/metrics.jsonl"), line(3100, false), StandardOpenOption.APPEND);
      browser.await("document.body.textContent.includes('3,100')", "#live");
      browser.screenshot(Path.of("target/page/runs-1280-light.png"));
      browser.size(390, 844);
      browser.scheme("dark");
      browser.screenshot(Path.of("target/page/runs-390-dark.png"));
      assertEquals(List.of(), browser.complaints());
    }
  }

  @Test
  void pages_ofAServerWithAToken_keepItOnTheWayToEachOther(@TempDir Path downloads)
      throws IOException {
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

  /** In one go: the page may draw its list anew between two requests of the test. */
  private static void click(Browser browser, String css) {
    browser.driver().executeScript("document.querySelector(arguments[0]).click()", css);
  }

  private static void awaitText(Browser browser, String css, String text) {
    browser.await(
        "document.querySelector('%s')?.textContent.includes('%s')".formatted(css, text), "#live");
  }
}
