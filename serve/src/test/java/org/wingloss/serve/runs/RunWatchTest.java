package org.wingloss.serve.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.wingloss.serve.http.EventStream;
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
        HttpListener listener = listener(watch::add);
        Stream<String> events = events(listener)) {
      assertEquals(": watching", events.iterator().next());
      assertTrue(looks.await(20, TimeUnit.SECONDS));
    }
  }

  /** Nothing that is written would tell that its reader has gone. */
  @Test
  void add_streamsOfHeads_areOverAtOnceAndTakeNoPlaces() throws Exception {
    try (RunWatch watch = new RunWatch(Map::of);
        HttpListener listener = listener(watch::add)) {
      for (int i = 0; i <= RunWatch.MOST_STREAMS; i++) {
        String reply = head(listener.port());
        assertTrue(reply.startsWith("HTTP/1.1 200"), reply);
      }
      try (Stream<String> events = events(listener)) {
        assertEquals(": watching", events.iterator().next());
      }
    }
  }

  /** All that an open page makes the watch tell has been told when the first run is. */
  @Test
  void add_streamOfAHead_tellsOpenPagesNothing(@TempDir Path folder) throws Exception {
    Map<String, Path> runs = new ConcurrentHashMap<>();
    CountDownLatch added = new CountDownLatch(2);
    try (RunWatch watch = new RunWatch(() -> runs);
        HttpListener listener =
            listener(
                stream -> {
                  watch.add(stream);
                  added.countDown();
                });
        Stream<String> events = events(listener)) {
      Iterator<String> lines = events.iterator();
      assertEquals(": watching", lines.next());
      runs.put("first", folder.resolve("first"));
      assertEquals("data: [\"first\"]", nextData(lines));
      assertTrue(head(listener.port()).startsWith("HTTP/1.1 200"));
      assertTrue(added.await(20, TimeUnit.SECONDS));
      runs.put("second", folder.resolve("second"));
      assertEquals("data: [\"second\"]", nextData(lines));
    }
  }

  private static String nextData(Iterator<String> lines) {
    String line = lines.next();
    while (!line.startsWith("data: ")) {
      line = lines.next();
    }
    return line;
  }

  /** Gives the stream of each request to what adds it. */
  private static HttpListener listener(Consumer<EventStream> add) throws BindException {
    return LocalListener.open(
        new Router.Builder().route("GET", "/", exchange -> add.accept(exchange.stream())),
        HttpLimits.DEFAULT);
  }

  private static Stream<String> events(HttpListener listener) throws Exception {
    URI address = URI.create("http://localhost:" + listener.port() + "/");
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofLines())
        .body();
  }

  /** What comes until the server closes the connection. */
  private static String head(int port) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(20_000);
      String request = "HEAD / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      byte[] reply = socket.getInputStream().readAllBytes();
      return new String(reply, StandardCharsets.ISO_8859_1);
    }
  }
}
