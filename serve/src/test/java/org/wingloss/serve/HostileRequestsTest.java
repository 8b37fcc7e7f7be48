package org.wingloss.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.BindException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.wingloss.serve.http.HttpLimits;

/** Every request is refused in bounded time and memory, and the server goes on answering. */
@Timeout(60)
class HostileRequestsTest {
  private static final HttpLimits SHORT = limits(Duration.ofSeconds(1));

  private static HttpLimits limits(Duration body) {
    return new HttpLimits(
        256, Duration.ofSeconds(1), body, Duration.ofSeconds(10), 1 << 20, 8L << 20);
  }

  private TestServer server;

  @BeforeEach
  void start() throws BindException {
    server = TestServer.start(SHORT);
  }

  @AfterEach
  void isWellAndStop() {
    assertTrue(server.isWell());
    server.close();
  }

  @Test
  void slowHeaders_manyConnections_areCutOffAndHoldUpNobody() throws IOException {
    slow(RawHttp.head("POST /v1/landmarks") + "X-Slow: ");
  }

  @Test
  void slowBody_manyConnections_areCutOffAndHoldUpNobody() throws IOException {
    slow(RawHttp.head("POST /v1/landmarks", "Content-Length: 1000000") + "\r\n");
  }

  /** A byte now and then, so that no connection is ever idle. */
  private void slow(String begin) throws IOException {
    List<RawHttp> connections = new ArrayList<>();
    try {
      for (int i = 0; i < 100; i++) {
        RawHttp connection = new RawHttp(server.port());
        connection.send(begin);
        connections.add(connection);
      }
      long started = System.nanoTime();
      assertEquals(200, server.get("/healthz").statusCode());
      assertTrue(seconds(started) < 5, "answered meanwhile after " + seconds(started));
      int open = connections.size();
      while (open > 0 && seconds(started) < 10) {
        Thread.sleep(100);
        open = 0;
        for (RawHttp connection : connections) {
          open += sends(connection) ? 1 : 0;
        }
      }
      assertEquals(0, open, "connections that are still open");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } finally {
      for (RawHttp connection : connections) {
        connection.close();
      }
    }
  }

  private static boolean sends(RawHttp connection) {
    try {
      connection.send("a");
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void slowReader_largeReplies_isCutOff() throws IOException, InterruptedException {
    try (RawHttp connection = new RawHttp(server.port())) {
      // Nothing of what comes back is read.
      String request = "GET /v1/model HTTP/1.1\r\nHost: localhost\r\n\r\n";
      long started = System.nanoTime();
      boolean open = true;
      while (open && seconds(started) < 30) {
        open = sendsRequest(connection, request.repeat(20));
        Thread.sleep(20);
      }
      assertTrue(!open, "still open after " + seconds(started) + " s");
    }
  }

  private static boolean sendsRequest(RawHttp connection, String request) {
    try {
      java.util.concurrent.CompletableFuture.runAsync(
              () -> {
                try {
                  connection.send(request);
                } catch (IOException e) {
                  throw new java.io.UncheckedIOException(e);
                }
              })
          .get(25, java.util.concurrent.TimeUnit.SECONDS);
      return true;
    } catch (java.util.concurrent.ExecutionException e) {
      return false;
    } catch (InterruptedException | java.util.concurrent.TimeoutException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void body_ofOneGigabyte_isRefusedByItsLength() throws IOException {
    String reply =
        RawHttp.ask(
            server.port(),
            RawHttp.head("POST /v1/landmarks", "Content-Length: 1073741824") + "\r\nabc");
    assertEquals(413, RawHttp.status(reply), reply);
    assertTrue(reply.contains("at most 1048576 bytes but has 1073741824"), reply);
  }

  @Test
  void body_ofOneGigabyteThatIsReallySent_endsEarly() throws IOException {
    assertTrue(
        sent(RawHttp.head("POST /v1/landmarks", "Content-Length: 1073741824") + "\r\n", 1 << 30, "")
            < 64 << 20);
  }

  /** The reply overtakes the body, and must not be lost while the rest of the body comes. */
  @Test
  void body_thatNobodyWants_isRefusedWithASentenceThatArrives() throws IOException {
    byte[] body = new byte[8 << 20];
    for (int i = 0; i < 20; i++) {
      assertEquals(404, server.post("/nowhere", body).statusCode());
      assertEquals(413, server.post("/v1/landmarks", body).statusCode());
      try (RawHttp slow = new RawHttp(server.port())) {
        slow.send(RawHttp.head("POST /nowhere", "Content-Length: 2000000") + "\r\n");
        for (int sent = 0; sent < 2_000_000; sent += 100_000) {
          slow.send(new byte[100_000]);
        }
        assertEquals(404, RawHttp.status(slow.rest()));
      }
    }
  }

  @Test
  void chunks_withoutEnd_areCutOffAtTheLimit() throws IOException {
    String head = RawHttp.head("POST /v1/landmarks", "Transfer-Encoding: chunked") + "\r\n";
    assertTrue(sent(head, 1 << 30, "10000\r\n") < 64 << 20);
  }

  /** How many bytes could be sent before the server closed the connection. */
  private long sent(String head, long most, String chunkHead) throws IOException {
    long sent = 0;
    try (RawHttp connection = new RawHttp(server.port())) {
      connection.send(head);
      byte[] block = new byte[1 << 16];
      Arrays.fill(block, (byte) 'x');
      while (sent < most) {
        if (!chunkHead.isEmpty()) {
          connection.send(chunkHead);
        }
        connection.send(block);
        if (!chunkHead.isEmpty()) {
          connection.send("\r\n");
        }
        sent += block.length;
      }
    } catch (IOException e) {
      return sent;
    }
    return sent;
  }

  @Test
  void bodies_togetherBeyondTheLimit_areRefusedWithoutTheirMemory() throws Exception {
    List<RawHttp> connections = new ArrayList<>();
    try (TestServer patient = TestServer.start(limits(Duration.ofSeconds(20)))) {
      for (int i = 0; i < 20; i++) {
        RawHttp connection = new RawHttp(patient.port());
        connections.add(connection);
        connection.send(RawHttp.head("POST /v1/landmarks", "Content-Length: 1000000") + "\r\n");
        sendsAll(connection, new byte[1 << 19]); // 10 MiB in all, of which 8 may be held
      }
      String refused = "{path=\"/v1/landmarks\",status=\"503\"}";
      String metrics = patient.get("/metrics").body();
      for (int i = 0; i < 100 && !metrics.contains(refused); i++) {
        Thread.sleep(100);
        metrics = patient.get("/metrics").body();
      }
      assertTrue(metrics.contains(refused), metrics);
      assertTrue(patient.heldBytes() <= 8 << 20, patient.heldBytes() + " bytes");
    } finally {
      for (RawHttp connection : connections) {
        connection.close();
      }
    }
  }

  /** An object of its own for each byte would be thirty times what is counted. */
  @Test
  void body_ofOneByteChunks_takesNoMoreMemoryThanIsCounted() throws Exception {
    int chunks = 100_000;
    try (TestServer patient = TestServer.start(limits(Duration.ofSeconds(20)));
        RawHttp connection = new RawHttp(patient.port())) {
      long before = LiveObjects.of(byte[].class);
      connection.send(RawHttp.head("POST /v1/landmarks", "Transfer-Encoding: chunked") + "\r\n");
      connection.send("1\r\nx\r\n".repeat(chunks));
      while (patient.heldBytes() < chunks) {
        Thread.sleep(20);
      }
      long more = LiveObjects.of(byte[].class) - before;
      assertTrue(more < chunks / 2, more + " arrays for " + chunks + " bytes");
    }
  }

  @Test
  void connection_restingBetweenRequests_isKeptLongerThanHeadersMayTake() throws Exception {
    try (RawHttp connection = new RawHttp(server.port())) {
      connection.send("GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n");
      Thread.sleep(2500);
      connection.send(RawHttp.head("GET /healthz") + "\r\n");
      assertEquals(2, connection.rest().split("HTTP/1.1 200", -1).length - 1);
    }
  }

  private static void sendsAll(RawHttp connection, byte[] bytes) {
    try {
      connection.send(bytes);
    } catch (IOException e) {
      // Refused meanwhile.
    }
  }

  private static double seconds(long started) {
    return (System.nanoTime() - started) / 1e9;
  }
}
