package org.wingloss.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import java.net.BindException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.wingloss.data.InvalidDataException;
import org.wingloss.serve.http.HttpLimits;

/** More requests than there are hands for, and the end. */
@Timeout(120)
class OverloadTest {
  private static final int REQUESTS = 24;

  @Test
  void requests_beyondThoseThatMayWait_get503AndTheOthersTheirLandmarks() throws Exception {
    ExecutorService clients = Executors.newFixedThreadPool(REQUESTS);
    try (TestServer server =
        TestServer.start(1, 2, HttpLimits.DEFAULT, Optional.empty(), Set.of())) {
      List<CompletableFuture<HttpResponse<String>>> replies = new ArrayList<>();
      byte[] picture = TestServer.picture(0);
      for (int i = 0; i < REQUESTS; i++) {
        replies.add(
            CompletableFuture.supplyAsync(
                () -> server.post("/v1/landmarks?tta=true", picture), clients));
      }
      int done = 0;
      int refused = 0;
      for (CompletableFuture<HttpResponse<String>> later : replies) {
        HttpResponse<String> reply = later.get();
        if (reply.statusCode() == 200) {
          done++;
        } else {
          assertEquals(503, reply.statusCode(), reply.body());
          assertEquals("1", reply.headers().firstValue("retry-after").orElse(""));
          refused++;
        }
      }
      assertTrue(done >= 3, done + " done");
      assertTrue(refused >= 1, refused + " refused");
      assertTrue(server.isWell());
    } finally {
      clients.shutdown();
    }
  }

  @Test
  void close_withRequestsUnderWay_letsThemEnd() throws Exception {
    ExecutorService clients = Executors.newFixedThreadPool(4);
    TestServer server = TestServer.start();
    try {
      byte[] picture = TestServer.picture(0);
      server.landmarks("", picture);
      List<CompletableFuture<HttpResponse<String>>> replies = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        replies.add(
            CompletableFuture.supplyAsync(
                () -> server.post("/v1/landmarks?tta=true", picture), clients));
      }
      waitUntilAtWork(server);
      server.close();
      for (CompletableFuture<HttpResponse<String>> later : replies) {
        int status = later.get().statusCode();
        assertTrue(status == 200 || status == 503, "status " + status);
      }
      assertEquals(200, replies.get(0).get().statusCode());
    } finally {
      clients.shutdown();
      server.close();
    }
  }

  private static void waitUntilAtWork(TestServer server) throws InterruptedException {
    for (int i = 0; i < 500; i++) {
      String metrics = server.get("/metrics").body();
      if (metrics.contains("wingloss_requests_working 4.0")) {
        return;
      }
      Thread.sleep(2);
    }
  }

  /** The body that is awaited keeps the listener waiting when the interrupt comes. */
  @Test
  void close_thatIsInterrupted_endsTheWorkersAllTheSame() throws Exception {
    Set<Thread> others = threads("wingloss-landmarks");
    TestServer server = TestServer.start();
    try (RawHttp slow = new RawHttp(server.port())) {
      slow.send(RawHttp.head("POST /v1/landmarks", "Content-Length: 1000") + "\r\nabc");
      while (server.heldBytes() == 0) {
        Thread.sleep(2);
      }
      Thread.currentThread().interrupt();
      assertThrows(IllegalStateException.class, server::close);
    }
    while (!others.containsAll(threads("wingloss-landmarks"))) {
      Thread.sleep(2);
    }
  }

  private static Set<Thread> threads(String name) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals(name))
        .collect(Collectors.toSet());
  }

  /** No array has so many places, so that the queue ends the start with an error. */
  @Test
  void start_moreRequestsThatMayWaitThanFitInMemory_leavesNoThreadsBehind(@TempDir Path runs)
      throws Exception {
    Set<Thread> others = threads("wingloss-run-files");
    ServeSettings local = ServeSettings.local(0);
    ServeSettings tooMany =
        new ServeSettings(
            local.address(),
            local.access(),
            local.model(),
            Optional.of(runs),
            1,
            Integer.MAX_VALUE,
            local.window(),
            local.limits());
    assertThrows(OutOfMemoryError.class, () -> LandmarkServer.start(tooMany));
    while (!others.containsAll(threads("wingloss-run-files"))) {
      Thread.sleep(2);
    }
  }

  /** The virtual machine would tell metrics that are not closed of its collections for ever. */
  @Test
  void start_withoutTheFolderOfRuns_leavesNoMetricsBehind(@TempDir Path folder) throws Exception {
    Path missing = folder.resolve("missing");
    long before = LiveObjects.of(JvmGcMetrics.class);
    assertThrows(InvalidDataException.class, () -> TestServer.startWithRuns(missing));
    long after = LiveObjects.of(JvmGcMetrics.class);
    assertTrue(after <= before, after + " after " + before);
  }

  @Test
  void port_inUse_isABindException() throws Exception {
    try (TestServer first = TestServer.start()) {
      ServeSettings local = ServeSettings.local(first.port());
      assertThrows(BindException.class, () -> LandmarkServer.start(local));
    }
  }
}
