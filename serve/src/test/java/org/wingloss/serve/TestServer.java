package org.wingloss.serve;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.wingloss.data.format.StrictJson;
import org.wingloss.data.image.ImageFiles;
import org.wingloss.data.image.RgbImage;
import org.wingloss.data.synthetic.SyntheticFace;
import org.wingloss.data.synthetic.SyntheticFaces;
import org.wingloss.data.synthetic.SyntheticSettings;
import org.wingloss.serve.http.AccessRules;
import org.wingloss.serve.http.HttpLimits;

/** A server on a free port, and pictures to send to it. */
final class TestServer implements AutoCloseable {
  private static final SyntheticFaces FACES =
      new SyntheticFaces(55, SyntheticSettings.DEFAULT.withYaw(6, 20).withDisturbance(0, 0.3));

  private final HttpClient client = HttpClient.newHttpClient();
  private final LandmarkServer server;

  private TestServer(ServeSettings settings) throws BindException {
    server = LandmarkServer.start(settings);
  }

  static TestServer start() throws BindException {
    return new TestServer(ServeSettings.local(0));
  }

  static TestServer start(HttpLimits limits) throws BindException {
    return start(4, 64, limits, Optional.empty(), Set.of());
  }

  static TestServer start(
      int atWork, int waiting, HttpLimits limits, Optional<String> token, Set<String> origins)
      throws BindException {
    return start(atWork, waiting, limits, new AccessRules(AccessRules.LOOPBACK, origins, token));
  }

  static TestServer start(AccessRules access) throws BindException {
    return start(4, 64, HttpLimits.DEFAULT, access);
  }

  private static TestServer start(int atWork, int waiting, HttpLimits limits, AccessRules access)
      throws BindException {
    ServeSettings local = ServeSettings.local(0);
    return new TestServer(
        new ServeSettings(
            local.address(),
            access,
            Optional.empty(),
            Optional.empty(),
            atWork,
            waiting,
            Duration.ofMillis(3),
            limits));
  }

  static TestServer startWithRuns(Path runs) throws BindException {
    return startWithRuns(runs, Optional.empty());
  }

  static TestServer startWithRuns(Path runs, Optional<String> token) throws BindException {
    ServeSettings local = ServeSettings.local(0);
    return new TestServer(
        new ServeSettings(
            local.address(),
            new AccessRules(AccessRules.LOOPBACK, Set.of(), token),
            local.model(),
            Optional.of(runs),
            local.atWork(),
            local.waiting(),
            local.window(),
            local.limits()));
  }

  static SyntheticFace face(int i) {
    return FACES.face(i, 256);
  }

  static byte[] picture(int i) {
    return ImageFiles.png(face(i).image());
  }

  /** Puts a picture into another one. */
  static void paste(RgbImage picture, RgbImage into, int left, int top) {
    int row = 3 * picture.width();
    for (int y = 0; y < picture.height(); y++) {
      int to = 3 * ((top + y) * into.width() + left);
      System.arraycopy(picture.rgb(), y * row, into.rgb(), to, row);
    }
  }

  int port() {
    return server.port();
  }

  LandmarkServer server() {
    return server;
  }

  HttpResponse<String> get(String path, String... headers) {
    return send(request(path, headers).GET().build());
  }

  HttpResponse<String> post(String path, byte[] body, String... headers) {
    return send(request(path, headers).POST(HttpRequest.BodyPublishers.ofByteArray(body)).build());
  }

  /** The document of a request that must succeed. */
  JsonNode landmarks(String query, byte[] picture) {
    HttpResponse<String> reply = post("/v1/landmarks" + query, picture);
    if (reply.statusCode() != 200) {
      throw new AssertionError(reply.statusCode() + " " + reply.body());
    }
    return json(reply.body());
  }

  static JsonNode json(String text) {
    return StrictJson.read(
        text.getBytes(java.nio.charset.StandardCharsets.UTF_8), "reply", JsonNode.class);
  }

  /** The bytes of bodies in memory, by the metrics. */
  long heldBytes() {
    return get("/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith("wingloss_bodies_bytes"))
        .mapToLong(line -> (long) Double.parseDouble(line.substring(line.indexOf(' '))))
        .findFirst()
        .orElseThrow();
  }

  /** Whether the server does its work as before. */
  boolean isWell() {
    return get("/healthz").statusCode() == 200
        && landmarks("", picture(0)).path("faces").size() == 1;
  }

  private HttpRequest.Builder request(String path, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + port() + path))
            .timeout(Duration.ofSeconds(60));
    return headers.length == 0 ? request : request.headers(headers);
  }

  private HttpResponse<String> send(HttpRequest request) {
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
