package org.wingloss.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wingloss.data.geometry.Box;
import org.wingloss.data.image.ImageFiles;
import org.wingloss.data.image.RgbImage;
import org.wingloss.data.synthetic.SyntheticFaces;
import org.wingloss.data.synthetic.SyntheticSettings;
import org.wingloss.model.detector.FaceDetector;
import org.wingloss.model.file.ModelFile;
import org.wingloss.model.onnx.OnnxSession;
import org.wingloss.serve.http.Exchange;
import org.wingloss.serve.http.HttpLimits;
import org.wingloss.serve.http.HttpListener;
import org.wingloss.serve.http.LocalListener;
import org.wingloss.serve.http.Reply;
import org.wingloss.serve.http.Router;
import org.wingloss.serve.page.WebExport;

/**
 * The page without a server finds what the program finds. Its runtime is npm's; here the networks
 * run in Java, and the browser does the rest.
 */
@Timeout(240)
class WebPageTest {
  /** Pixels; the browser rounds otherwise. */
  private static final double NEARLY = 0.1;

  private static final double NEARLY_THE_SCORE = 0.01;
  private static final int MOST_BYTES = 16 << 20;
  private static final String BYTES = "application/octet-stream";

  private static final String RUNTIME =
      """
      export const env = { wasm: {} };
      export class Tensor {
        constructor(type, data, dims) { Object.assign(this, { type, data, dims }); }
      }
      async function run(file, { data, dims }) {
        const reply = await fetch(`/run?network=${file}&shape=${dims}`, { method: "POST", body: data });
        return { output: { data: new Float32Array(await reply.arrayBuffer()) } };
      }
      export const InferenceSession = {
        create: async (file) => ({ outputNames: ["output"], run: ({ image }) => run(file, image) }),
      };
      """;

  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html",
          "css", "text/css",
          "js", "text/javascript",
          "svg", "image/svg+xml");

  private static final SyntheticFaces FACES =
      new SyntheticFaces(20_260, SyntheticSettings.DEFAULT.withYaw(8, 40).withDisturbance(0, 0.5));

  /** Half covered, seen from the side, badly taken: of some the detector is not sure. */
  private static final SyntheticFaces HIDDEN =
      new SyntheticFaces(20_261, SyntheticSettings.DEFAULT.withYaw(40, 80).withDisturbance(1, 1));

  @TempDir private static Path temporary;

  private static Browser browser;
  private static FaceDetector detector;
  private static Map<String, OnnxSession> networks;
  private static HttpListener listener;

  @BeforeAll
  static void open() throws Exception {
    browser = Browser.open(temporary);
    detector = FaceDetector.standard();
    Path folder = temporary.resolve("page");
    WebExport.write(ModelFile.standard(), true, folder);
    networks =
        Map.of(
            "model.onnx", network(folder.resolve("model.onnx")),
            "face-detector.onnx", network(folder.resolve("face-detector.onnx")));
    listener = listener(folder, true);
    load();
  }

  private static void load() {
    browser.driver().get("http://localhost:" + listener.port() + "/");
    browser.await("document.querySelector('#model').textContent.includes('68')");
  }

  @AfterAll
  static void close() {
    if (browser != null) {
      browser.close();
      listener.close();
      networks.values().forEach(OnnxSession::close);
      detector.close();
    }
  }

  private static OnnxSession network(Path file) throws IOException, OrtException {
    return OnnxSession.open(Files.readAllBytes(file), 1);
  }

  private static HttpListener listener(Path folder, boolean withRuntime) throws IOException {
    Router.Builder routes = new Router.Builder().open("POST", "/run", WebPageTest::run);
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString();
        String path = name.equals("index.html") ? "/" : "/" + name;
        String type = name.substring(name.lastIndexOf('.') + 1);
        add(routes, path, TYPES.getOrDefault(type, BYTES), Files.readAllBytes(file));
      }
    }
    if (withRuntime) {
      byte[] runtime = RUNTIME.getBytes(StandardCharsets.UTF_8);
      add(routes, "/ort/ort.wasm.bundle.min.mjs", TYPES.get("js"), runtime);
    }
    return LocalListener.open(routes, HttpLimits.DEFAULT);
  }

  private static void add(Router.Builder routes, String path, String type, byte[] content) {
    Reply reply = Reply.of(type, content);
    routes.open("GET", path, exchange -> exchange.reply(reply));
  }

  private static void run(Exchange exchange) {
    OnnxSession network = networks.get(exchange.query().getValue("network"));
    String[] sides = exchange.query().getValue("shape").split(",", -1);
    long[] shape = Arrays.stream(sides).mapToLong(Long::parseLong).toArray();
    exchange.replyWith(
        exchange
            .body(MOST_BYTES)
            .thenApplyAsync(body -> Reply.of(BYTES, output(network, shape, body))));
  }

  private static byte[] output(OnnxSession network, long[] shape, byte[] input) {
    FloatBuffer planes = ByteBuffer.wrap(input).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
    try {
      return network.run(
          "image",
          environment -> OnnxTensor.createTensor(environment, planes, shape),
          outputs -> {
            FloatBuffer values = ((OnnxTensor) outputs.get(0)).getFloatBuffer();
            ByteBuffer bytes = ByteBuffer.allocate(values.remaining() * Float.BYTES);
            bytes.order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().put(values);
            return bytes.array();
          });
    } catch (OrtException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What the page finds in a picture. */
  private static JsonNode faces(RgbImage picture, boolean tta) {
    browser
        .driver()
        .executeScript(
            """
            window.found = null;
            const bytes = Uint8Array.from(atob(arguments[0]), (c) => c.charCodeAt(0));
            import("/api.js").then(({ landmarks }) => landmarks(new Blob([bytes]), { tta: arguments[1] }))
              .catch((failure) => ({ faces: [], failure: String(failure) }))
              .then((found) => { window.found = JSON.stringify(found); });
            """,
            Base64.getEncoder().encodeToString(ImageFiles.png(picture)),
            tta);
    browser.await("window.found");
    JsonNode found =
        TestServer.json((String) browser.driver().executeScript("return window.found"));
    assertEquals("", found.path("failure").asText());
    return found.path("faces");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void landmarks_ofAFace_areThoseOfTheServer(boolean tta) throws IOException {
    JsonNode found = faces(TestServer.face(1).image(), tta).get(0);
    try (TestServer server = TestServer.start()) {
      JsonNode expected =
          server.landmarks("?tta=" + tta, TestServer.picture(1)).path("faces").get(0);
      for (int i = 0; i < 68; i++) {
        for (int c = 0; c < 2; c++) {
          assertEquals(
              expected.path("landmarks").get(i).get(c).asDouble(),
              found.path("landmarks").get(i).get(c).asDouble(),
              NEARLY,
              "landmark " + i);
        }
      }
      assertEquals(expected.path("spread").size(), found.path("spread").size());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {7, 8, 9, 10, 11, 12})
  void faces_someOfThemHardToSee_areThoseThatTheDetectorReports(int face) {
    assertDetected(HIDDEN.face(face, 120).image());
  }

  @Test
  void face_smallInALargePicture_isFoundAsTheDetectorFindsIt() {
    RgbImage picture = new RgbImage(4000, 1400);
    Arrays.fill(picture.rgb(), (byte) 128);
    TestServer.paste(FACES.face(40, 150).image(), picture, 1900, 1000);
    assertEquals(1, assertDetected(picture));
  }

  @Test
  void page_withoutTheRuntime_saysWhichFileIsMissing() throws IOException {
    try (HttpListener bare = listener(temporary.resolve("page"), false)) {
      browser.driver().get("http://localhost:" + bare.port() + "/");
      browser.await("document.querySelector('#status').classList.contains('bad')");
      assertEquals(
          "ort/ort.wasm.bundle.min.mjs is missing or cannot be loaded; README.md says where it comes from",
          browser.element("#status").getText());
    } finally {
      load();
    }
  }

  /** How many faces are found: as many as the detector reports, at the same places. */
  private static int assertDetected(RgbImage picture) {
    double least = FaceDetector.standardSearch(true).least();
    List<FaceDetector.Detection> expected =
        detector.candidates(picture).stream().filter(one -> one.score() >= least).toList();
    JsonNode found = faces(picture, false);
    assertEquals(expected.size(), found.size(), found + " in place of " + expected);
    for (int i = 0; i < expected.size(); i++) {
      Box box = expected.get(i).box();
      double[] edges = {box.left(), box.top(), box.right(), box.bottom()};
      for (int edge = 0; edge < edges.length; edge++) {
        double there = found.get(i).path("box").get(edge).asDouble();
        assertEquals(edges[edge], there, NEARLY, "edge " + edge);
      }
      double score = found.get(i).path("score").asDouble();
      assertEquals(expected.get(i).score(), score, NEARLY_THE_SCORE);
    }
    return expected.size();
  }
}
