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
import java.util.Iterator;
import java.util.List;
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
import org.wingloss.data.io.FolderLock;

/** The runs of a folder, for programs. */
@Timeout(180)
class RunsApiTest {
  @TempDir private static Path runs;

  private static TestServer server;
  private static FolderLock training;

  @BeforeAll
  static void start() throws IOException {
    TestRuns.write(runs.resolve("first"), "loss: wing", 40);
    TestRuns.write(runs.resolve("sweep/second"), "loss: l1", 30);
    TestRuns.write(runs.resolve("third"), "loss: l1", 30);
    TestRuns.writeErrors(runs.resolve("first"), 20, 4.0);
    Files.createDirectories(runs.resolve("no-run"));
    Files.createDirectories(runs.resolve("first/model"));
    TestRuns.write(runs.resolve("unreadable"), "loss: l1", 0);
    Files.writeString(runs.resolve("unreadable/metrics.jsonl"), "no JSON\n");
    training = FolderLock.tryTake(runs.resolve("sweep/second")).orElseThrow();
    server = TestServer.startWithRuns(runs);
  }

  @AfterAll
  static void stop() {
    server.close();
    training.close();
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
}
