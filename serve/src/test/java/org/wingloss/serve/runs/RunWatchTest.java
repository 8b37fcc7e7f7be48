package org.wingloss.serve.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.wingloss.serve.http.HttpLimits;
import org.wingloss.serve.http.HttpListener;
import org.wingloss.serve.http.LocalListener;
import org.wingloss.serve.http.Router;

@Timeout(60)
class RunWatchTest {
  /** Runs are looked at only while a page is told of them. */
  @Test
  void look_thatMeetsAnError_isFollowedByTheNext() throws Exception {
    CountDownLatch looks = new CountDownLatch(2);
    try (RunWatch watch =
            new RunWatch(
                () -> {
                  looks.countDown();
                  throw new OutOfMemoryError("in a test");
                });
        HttpListener listener =
            LocalListener.open(
                new Router.Builder().route("GET", "/", exchange -> watch.add(exchange.stream())),
                HttpLimits.DEFAULT)) {
      URI address = URI.create("http://localhost:" + listener.port() + "/");
      try (Stream<String> events =
          HttpClient.newHttpClient()
              .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofLines())
              .body()) {
        assertEquals(": watching", events.iterator().next());
        assertTrue(looks.await(20, TimeUnit.SECONDS));
      }
    }
  }
}
