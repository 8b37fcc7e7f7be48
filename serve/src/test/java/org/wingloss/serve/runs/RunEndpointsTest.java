package org.wingloss.serve.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.wingloss.serve.http.Exchange;
import org.wingloss.serve.http.HttpLimits;
import org.wingloss.serve.http.HttpListener;
import org.wingloss.serve.http.LocalListener;
import org.wingloss.serve.http.Reply;
import org.wingloss.serve.http.Router;
import org.wingloss.serve.http.WorkQueue;

@Timeout(60)
class RunEndpointsTest {
  private final HttpClient client = HttpClient.newHttpClient();
  private final WorkQueue queue = new WorkQueue("queue", 1, 1);
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch goOn = new CountDownLatch(1);

  /** The reader is kept busy; one request waits for it, and the next is refused. */
  @Test
  void list_moreRequestsThanMayWait_areRefused(@TempDir Path runs) throws Exception {
    try (RunEndpoints endpoints = new RunEndpoints(RunsFolder.open(runs), queue);
        HttpListener listener = listener(endpoints)) {
      try {
        CompletableFuture<HttpResponse<String>> busy = get(listener, "/busy");
        begun.await();
        CompletableFuture<HttpResponse<String>> waits = get(listener, "/v1/runs");
        while (queue.waiting() == 0) {
          Thread.sleep(2);
        }
        for (String path : new String[] {"/v1/runs", "/v1/run?name=a", "/v1/run/worst?name=a"}) {
          HttpResponse<String> refused = get(listener, path).get();
          assertEquals(503, refused.statusCode(), path);
          assertEquals("1", refused.headers().firstValue("retry-after").orElse(""), path);
        }
        goOn.countDown();
        assertEquals(200, busy.get().statusCode());
        assertEquals("{\"runs\":[]}", waits.get().body());
      } finally {
        goOn.countDown(); // Else to close would wait for the reader.
      }
    }
  }

  private HttpListener listener(RunEndpoints endpoints) throws Exception {
    Router.Builder routes =
        new Router.Builder()
            .route("GET", "/busy", this::keepBusy)
            .route("GET", "/v1/runs", endpoints::list)
            .route("GET", "/v1/run", endpoints::one)
            .route("GET", "/v1/run/worst", endpoints::worst);
    return LocalListener.open(routes, HttpLimits.DEFAULT);
  }

  private void keepBusy(Exchange exchange) {
    exchange.replyWith(
        queue.submit(
            exchange,
            () -> {
              begun.countDown();
              try {
                goOn.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              return Reply.text("text/plain", "");
            }));
  }

  private CompletableFuture<HttpResponse<String>> get(HttpListener listener, String path) {
    URI address = URI.create("http://localhost:" + listener.port() + path);
    return client.sendAsync(
        HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
  }
}
