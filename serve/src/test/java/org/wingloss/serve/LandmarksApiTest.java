package org.wingloss.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.net.BindException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.geometry.Box;
import org.wingloss.data.image.ImageFiles;
import org.wingloss.data.image.RgbImage;
import org.wingloss.model.FaceLandmarks;
import org.wingloss.model.inference.Ensemble;
import org.wingloss.model.inference.FaceInput;
import org.wingloss.model.inference.FacePrediction;
import org.wingloss.model.inference.Localiser;
import org.wingloss.model.inference.TestTimeAugmentation;

/** What a program that asks for landmarks gets. */
class LandmarksApiTest {
  /** Pixels; batches of several sizes may differ in the last bits. */
  private static final double NEARLY = 1e-3;

  private static TestServer server;

  @BeforeAll
  static void start() throws BindException {
    server = TestServer.start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void landmarks_picture_areThoseOfTheLibrary() {
    JsonNode found = server.landmarks("", TestServer.picture(1));
    try (FaceLandmarks standard = FaceLandmarks.standard()) {
      List<FaceLandmarks.Found> expected = standard.find(TestServer.face(1).image());
      assertEquals(expected.size(), found.path("faces").size());
      JsonNode face = found.path("faces").get(0);
      assertLandmarks(expected.get(0).landmarks(), face.path("landmarks"));
      assertEquals(expected.get(0).box().left(), face.path("box").get(0).asDouble(), NEARLY);
      assertEquals(expected.get(0).score(), face.path("score").asDouble(), NEARLY);
      assertEquals(expected.get(0).plausible(), face.path("plausible").asBoolean());
      assertFalse(face.has("spread"), "no test-time augmentation, no spread");
    }
    assertEquals("300w-68", found.path("scheme").asText());
    assertEquals(256, found.path("width").asInt());
    assertTrue(found.path("times").path("decoding").asDouble() > 0, found.path("times").toString());
  }

  @Test
  void landmarks_testTimeAugmentation_isAveragedAndSpreads() {
    JsonNode face = server.landmarks("?tta=true", TestServer.picture(1)).path("faces").get(0);
    try (FaceLandmarks standard = FaceLandmarks.standard(TestTimeAugmentation.SHIFT_AND_FLIP)) {
      FaceLandmarks.Found expected = standard.find(TestServer.face(1).image()).get(0);
      assertLandmarks(expected.landmarks(), face.path("landmarks"));
      assertEquals(68, face.path("spread").size());
      assertEquals(expected.spread().get(30), face.path("spread").get(30).asDouble(), NEARLY);
    }
  }

  @Test
  void landmarks_boxes_areLocalisedInTheirOrderWithoutDetector() {
    String query = "?box=60,60,200,200&box=50,55,190,210&refine=false";
    JsonNode faces = server.landmarks(query, TestServer.picture(2)).path("faces");
    assertEquals(2, faces.size());
    assertEquals(50, faces.get(1).path("box").get(0).asDouble());
    assertFalse(faces.get(0).has("score"), faces.get(0).toString());
    try (Ensemble model =
        new Ensemble(List.of(Localiser.standard()), TestTimeAugmentation.PAIR, false)) {
      Box box = new Box(50, 55, 190, 210);
      FacePrediction expected = model.predict(new FaceInput(TestServer.face(2).image(), box));
      assertLandmarks(expected.landmarks(), faces.get(1).path("landmarks"));
    }
  }

  @Test
  void landmarks_partOfTheScheme_areTheSameWithoutTheRest() {
    byte[] picture = TestServer.picture(3);
    JsonNode all = server.landmarks("", picture).path("faces").get(0).path("landmarks");
    JsonNode found = server.landmarks("?scheme=300w-51", picture);
    JsonNode inner = found.path("faces").get(0).path("landmarks");
    assertEquals("300w-51", found.path("scheme").asText());
    assertEquals(51, inner.size());
    assertEquals(all.get(17).get(0).asDouble(), inner.get(0).get(0).asDouble(), NEARLY);
    assertEquals(all.get(67).get(1).asDouble(), inner.get(50).get(1).asDouble(), NEARLY);
  }

  @Test
  void landmarks_noFace_isAnEmptyList() {
    byte[] empty = ImageFiles.png(new RgbImage(200, 100));
    assertEquals(0, server.landmarks("", empty).path("faces").size());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "?tta=yes                    | 'tta' must be true or false but was 'yes'",
        "?tta=true&tta=true          | 'tta' may be given once but was given 2 times",
        "?boxes=1,2,3,4              | no parameter is called 'boxes'; known: box, refine, scheme, tta",
        "?box=1,2,3                  | 'box' needs left,top,right,bottom but was '1,2,3'",
        "?box=1,2,3,x                | 'box' needs four numbers but was '1,2,3,x'",
        "?box=9,2,3,4                | 'box': a box needs finite edges",
        "?box=NaN,2,3,4              | 'box': a box needs finite edges",
        "?box=500,500,600,600        | the face box 500.0,500.0,600.0,600.0 lies outside the picture",
        "?box=-9999,-9999,9999,9999  | reaches more than 10 times the longer side of the picture",
        "?scheme=wflw-98             | no landmarks of the scheme 'wflw-98'; it has 300w-68, 300w-51",
        "?scheme=/etc/passwd         | no landmarks of the scheme '/etc/passwd'"
      })
  void landmarks_unusableQuery_isSaidIn400(String query, String said) {
    HttpResponse<String> reply = server.post("/v1/landmarks" + query, TestServer.picture(0));
    assertEquals(400, reply.statusCode(), reply.body());
    assertEquals("application/problem+json", reply.headers().firstValue("content-type").orElse(""));
    JsonNode problem = TestServer.json(reply.body());
    assertEquals(400, problem.path("status").asInt());
    assertTrue(problem.path("detail").asText().contains(said), problem.toString());
  }

  @Test
  void batch_severalPictures_giveWhatEachGivesAlone() throws Exception {
    byte[] body =
        multipart(
            TestServer.picture(1),
            "no picture".getBytes(StandardCharsets.UTF_8),
            TestServer.picture(3));
    HttpResponse<String> reply =
        server.post(
            "/v1/landmarks:batch", body, "Content-Type", "multipart/form-data; boundary=edge");
    assertEquals(200, reply.statusCode(), reply.body());
    JsonNode pictures = TestServer.json(reply.body()).path("pictures");
    assertEquals(3, pictures.size());
    assertEquals(400, pictures.get(1).path("status").asInt(), "the fault of one is its own");
    for (int i : List.of(0, 2)) {
      JsonNode alone = server.landmarks("", TestServer.picture(i + 1)).path("faces").get(0);
      JsonNode together = pictures.get(i).path("faces").get(0);
      for (int k = 0; k < 68; k++) {
        assertEquals(
            alone.path("landmarks").get(k).get(0).asDouble(),
            together.path("landmarks").get(k).get(0).asDouble(),
            NEARLY);
      }
    }
  }

  @Test
  void batch_otherBody_isRefused() {
    assertEquals(415, server.post("/v1/landmarks:batch", TestServer.picture(0)).statusCode());
    HttpResponse<String> torn =
        server.post(
            "/v1/landmarks:batch",
            "--edge\r\n".getBytes(StandardCharsets.UTF_8),
            "Content-Type",
            "multipart/form-data; boundary=edge");
    assertEquals(400, torn.statusCode(), torn.body());
  }

  @Test
  void model_asked_tellsCardAndOutlines() {
    JsonNode model = TestServer.json(server.get("/v1/model").body());
    assertEquals(68, model.path("landmarks").asInt());
    assertTrue(model.path("card").asText().contains("## Not meant for"));
    assertTrue(model.path("scheme").path("outlines").size() > 5);
    assertEquals(
        model.path("id").asText(),
        server.landmarks("", TestServer.picture(0)).path("model").asText());
  }

  @Test
  void metrics_afterRequests_countThem() {
    server.landmarks("", TestServer.picture(0));
    String metrics = server.get("/metrics").body();
    for (String name :
        List.of(
            "wingloss_requests_seconds_count{path=\"/v1/landmarks\",status=\"200\"}",
            "wingloss_batch_requests_count",
            "wingloss_requests_waiting",
            "wingloss_requests_working",
            "jvm_memory_used_bytes")) {
      assertTrue(metrics.contains(name), name);
    }
  }

  private static byte[] multipart(byte[]... pictures) throws Exception {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (byte[] picture : pictures) {
      String head =
          "--edge\r\nContent-Disposition: form-data; name=\"a\"; filename=\"../../x\"\r\n\r\n";
      body.write(head.getBytes(StandardCharsets.US_ASCII));
      body.write(picture);
      body.write("\r\n".getBytes(StandardCharsets.US_ASCII));
    }
    body.write("--edge--\r\n".getBytes(StandardCharsets.US_ASCII));
    return body.toByteArray();
  }

  private static void assertLandmarks(Landmarks expected, JsonNode found) {
    assertEquals(expected.count(), found.size());
    for (int i = 0; i < expected.count(); i++) {
      assertEquals(expected.x(i), found.get(i).get(0).asDouble(), NEARLY, "x of " + i);
      assertEquals(expected.y(i), found.get(i).get(1).asDouble(), NEARLY, "y of " + i);
    }
  }
}
