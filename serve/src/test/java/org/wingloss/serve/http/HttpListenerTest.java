package org.wingloss.serve.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
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
    HttpListener listener =
        LocalListener.open(
            new Router.Builder().route("GET", "/", exchange -> underWay.countDown()),
            HttpLimits.DEFAULT);
    URI address = URI.create("http://localhost:" + listener.port() + "/");
    CompletableFuture<HttpResponse<String>> reply =
        HttpClient.newHttpClient()
            .sendAsync(
                HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
    underWay.await();
    listener.close();
    assertThrows(ExecutionException.class, () -> reply.get(20, TimeUnit.SECONDS));
  }

  /** The bodies that are cut off meanwhile show that the deadlines were looked at. */
  @Test
  void request_thatWantsNoBody_hasTheTimeOfAReply() throws Exception {
    Duration minute = Duration.ofMinutes(1);
    HttpLimits limits = new HttpLimits(8, minute, Duration.ofMillis(1), minute, 1000, 1000);
    CountDownLatch underWay = new CountDownLatch(1);
    CompletableFuture<Reply> later = new CompletableFuture<>();
    Router.Builder routes =
        new Router.Builder()
            .route(
                "GET",
                "/",
                exchange -> {
                  exchange.replyWith(later);
                  underWay.countDown();
                })
            .route(
                "POST",
                "/",
                exchange ->
                    exchange.replyWith(
                        exchange.body(1000).thenApply(body -> Reply.of("text/plain", body))));
    try (HttpListener listener = LocalListener.open(routes, limits);
        Socket waiting = sent(listener, "GET / HTTP/1.1\r\nConnection: close\r\n")) {
      underWay.await();
      // While the first is cut off, the look may not have come to the other connection yet.
      for (int look = 0; look < 2; look++) {
        try (Socket slow = sent(listener, "POST / HTTP/1.1\r\nContent-Length: 9\r\n")) {
          assertEquals(-1, slow.getInputStream().read());
        }
      }
      later.complete(Reply.text("text/plain", "here"));
      byte[] reply = waiting.getInputStream().readAllBytes();
      String text = new String(reply, StandardCharsets.ISO_8859_1);
      assertTrue(text.startsWith("HTTP/1.1 200") && text.endsWith("here"), text);
    }
  }

  /** A connection of its own, on which a request is sent. */
  private static Socket sent(HttpListener listener, String head) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), listener.port());
    socket.setSoTimeout(20_000);
    String request = head + "Host: localhost\r\n\r\n";
    socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
    return socket;
  }

  /** Else the end of a server would cut off what its limits allow. */
  @Test
  void longest_ofTheLimits_isMoreThanABodyAndItsReplyMayTake() {
    HttpLimits limits = HttpLimits.DEFAULT;
    Duration both = limits.body().plus(limits.reply());
    assertTrue(limits.longest().compareTo(both) > 0, limits.longest().toString());
  }
}
