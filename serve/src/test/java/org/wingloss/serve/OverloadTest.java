package org.wingloss.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.BindException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
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

  @Test
  void port_inUse_isABindException() throws Exception {
    try (TestServer first = TestServer.start()) {
      ServeSettings local = ServeSettings.local(first.port());
      assertThrows(BindException.class, () -> LandmarkServer.start(local));
    }
  }
}
