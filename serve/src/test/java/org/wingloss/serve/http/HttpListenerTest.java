package org.wingloss.serve.http;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class HttpListenerTest {
  @Test
  void close_requestThatGetsNoReply_cutsItOffAfterItsTime() throws Exception {
    CountDownLatch underWay = new CountDownLatch(1);
    Router router =
        new Router.Builder()
            .route("GET", "/", exchange -> underWay.countDown())
            .build(
                new AccessRules(AccessRules.LOOPBACK, Set.of(), Optional.empty()),
                HttpLimits.DEFAULT,
                (path, status, nanoseconds) -> {});
    HttpListener listener =
        new HttpListener(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            router,
            HttpLimits.DEFAULT,
            Duration.ofMillis(100));
    URI address = URI.create("http://localhost:" + listener.port() + "/");
    CompletableFuture<HttpResponse<String>> reply =
        HttpClient.newHttpClient()
            .sendAsync(
                HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
    underWay.await();
    listener.close();
    assertThrows(ExecutionException.class, () -> reply.get(20, TimeUnit.SECONDS));
  }

  /** Else the end of a server would cut off what its limits allow. */
  @Test
  void longest_ofTheLimits_isMoreThanABodyAndItsReplyMayTake() {
    HttpLimits limits = HttpLimits.DEFAULT;
    Duration both = limits.body().plus(limits.reply());
    assertTrue(limits.longest().compareTo(both) > 0, limits.longest().toString());
  }
}
