package org.wingloss.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.BindException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wingloss.data.image.ImageFiles;

/**
 * Pictures, paths and requests that make no sense are refused, and the server goes on answering.
 */
@Timeout(60)
class SenselessRequestsTest {
  private static TestServer server;

  @BeforeAll
  static void start() throws BindException {
    server = TestServer.start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @AfterEach
  void isWell() {
    assertTrue(server.isWell());
  }

  @Test
  void picture_headerOf60000x60000_isRefusedBeforeItIsDecoded() {
    byte[] png = TestServer.picture(0);
    ByteBuffer.wrap(png).putInt(16, 60_000).putInt(20, 60_000);
    CRC32 crc = new CRC32();
    crc.update(png, 12, 17);
    ByteBuffer.wrap(png).putInt(29, (int) crc.getValue());
    long started = System.nanoTime();
    assertRefused(400, "60000 x 60000 pixels", png);
    assertTrue(seconds(started) < 5, "after " + seconds(started));
  }

  @Test
  void picture_truncatedJpeg_isRefused() {
    byte[] jpeg = ImageFiles.jpeg(TestServer.face(0).image(), 0.9);
    assertRefused(400, "truncated or damaged", Arrays.copyOf(jpeg, jpeg.length / 2));
  }

  @Test
  void picture_textAsJpeg_isRefused() {
    HttpResponse<String> reply =
        server.post(
            "/v1/landmarks",
            "I am a picture".getBytes(StandardCharsets.UTF_8),
            "Content-Type",
            "image/jpeg");
    assertEquals(400, reply.statusCode());
    assertTrue(reply.body().contains("expected a JPEG, PNG"), reply.body());
  }

  @Test
  void picture_none_isRefused() {
    assertRefused(400, "the body is empty", new byte[0]);
  }

  private void assertRefused(int status, String said, byte[] body) {
    HttpResponse<String> reply = server.post("/v1/landmarks", body);
    assertEquals(status, reply.statusCode(), reply.body());
    assertTrue(reply.body().contains(said), reply.body());
  }

  @Test
  void boxes_aHundredThousand_areRefused() throws IOException {
    String query = "box=1,2,30,40&".repeat(100_000);
    String reply = RawHttp.ask(server.port(), RawHttp.head("POST /v1/landmarks?" + query) + "\r\n");
    assertTrue(List.of(414, -1).contains(RawHttp.status(reply)), reply);
  }

  @Test
  void boxes_moreThanAreTaken_areRefused() {
    String query = "?" + "box=1,2,30,40&".repeat(65);
    HttpResponse<String> reply = server.post("/v1/landmarks" + query, TestServer.picture(0));
    assertEquals(400, reply.statusCode());
    assertTrue(reply.body().contains("at most 64 boxes"), reply.body());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/../../etc/passwd",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/..%2f..%2fetc/passwd",
        "//etc/passwd",
        "/index.html/..",
        "/;/healthz",
        "/page.css%00.html",
        "/%",
        "/org/wingloss/serve/page/index.html",
        "http://example.org/",
        "/v1/landmarks/../model"
      })
  void path_withTricks_leadsNowhere(String path) throws IOException {
    String reply = RawHttp.ask(server.port(), RawHttp.head("GET " + path) + "\r\n");
    assertTrue(List.of(400, 404, 405, 421).contains(RawHttp.status(reply)), reply);
    assertTrue(!reply.contains("root:") && !reply.contains("<html"), reply);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GARBAGE\r\n\r\n",
        "GET / HTTP/9.9\r\nHost: localhost\r\n\r\n",
        "GET / HTTP/1.1\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n",
        "POST /v1/landmarks HTTP/1.1\r\nHost: localhost\r\nContent-Length: -5\r\n\r\n",
        "POST /v1/landmarks HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nabcdef",
        "POST /v1/landmarks HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\n"
      })
  void request_ofNoSense_isRefusedAndClosed(String request) throws IOException {
    String reply = RawHttp.ask(server.port(), request);
    assertTrue(List.of(400, 421, 505, -1).contains(RawHttp.status(reply)), reply);
  }

  @Test
  void headers_ofAMegabyte_areRefused() throws IOException {
    String reply =
        RawHttp.ask(
            server.port(), RawHttp.head("GET /healthz", "X: " + "a".repeat(1 << 20)) + "\r\n");
    assertTrue(List.of(431, -1).contains(RawHttp.status(reply)), reply);
  }

  private static double seconds(long started) {
    return (System.nanoTime() - started) / 1e9;
  }
}
