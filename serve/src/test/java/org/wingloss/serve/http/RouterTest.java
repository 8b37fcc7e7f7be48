package org.wingloss.serve.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.NetworkConnector;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever fails, a request comes to an end. */
@Timeout(60)
class RouterTest {
  private static final HttpLimits LIMITS = HttpLimits.DEFAULT;

  /** A request with the first half of its body. */
  private static final String HALF =
      "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 6\r\n\r\nabc";

  private final CountDownLatch over = new CountDownLatch(1);

  /** Whether the memory for bodies is used up. */
  private final AtomicBoolean full = new AtomicBoolean();

  @Test
  void body_errorWhileItArrives_is503AndItsBytesAreHeldNoMore() throws Exception {
    Router router = router("POST", RouterTest::echo);
    Server server = start(router);
    try (Socket socket = send(server, HALF)) {
      while (router.heldBytes() == 0) {
        Thread.sleep(2);
      }
      send(socket, "def");
      String reply = text(socket.getInputStream().readAllBytes());
      assertTrue(reply.startsWith("HTTP/1.1 503"), reply);
      assertTrue(over.await(20, TimeUnit.SECONDS));
      while (router.heldBytes() > 0) {
        Thread.sleep(2);
      }
    } finally {
      server.stop();
    }
  }

  @Test
  void body_errorWhileARefusedOneArrives_endsTheRequest() throws Exception {
    Server server = start(router("GET", RouterTest::echo));
    try (Socket socket = send(server, HALF)) {
      while (!full.get()) {
        Thread.sleep(2);
      }
      send(socket, "def");
      assertTrue(over.await(20, TimeUnit.SECONDS));
    } finally {
      server.stop();
    }
  }

  @Test
  void endpoint_thatRunsOutOfMemory_is503() throws Exception {
    HttpResponse<String> reply =
        get(
            exchange -> {
              throw new OutOfMemoryError("in a test");
            });
    assertEquals(503, reply.statusCode());
  }

  @Test
  void reply_thatCannotBeSent_is500() throws Exception {
    Reply unsendable = Reply.of("text/plain", null);
    HttpResponse<String> reply =
        get(exchange -> exchange.replyWith(CompletableFuture.completedFuture(unsendable)));
    assertEquals(500, reply.statusCode());
    assertTrue(reply.body().contains("failed unexpectedly"), reply.body());
  }

  private static void echo(Exchange exchange) {
    exchange.replyWith(exchange.body(1000).thenApply(body -> Reply.of("text/plain", body)));
  }

  private static HttpResponse<String> get(Router.Endpoint endpoint) throws Exception {
    Router.Builder routes = new Router.Builder().route("GET", "/", endpoint);
    try (HttpListener listener = LocalListener.open(routes, LIMITS)) {
      URI address = URI.create("http://localhost:" + listener.port() + "/");
      return HttpClient.newHttpClient()
          .send(
              HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(20)).build(),
              HttpResponse.BodyHandlers.ofString());
    }
  }

  private Router router(String method, Router.Endpoint endpoint) {
    return new Router.Builder()
        .route(method, "/", endpoint)
        .build(
            new AccessRules(AccessRules.LOOPBACK, Set.of(), Optional.empty()),
            LIMITS,
            (path, status, nanoseconds) -> over.countDown());
  }

  /** A server with memory for one piece of a body. */
  private Server start(Router router) throws Exception {
    Server server = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    router.watch(new ConnectionDeadlines(LIMITS, server.getScheduler()));
    server.setHandler(
        new Handler.Wrapper(router) {
          @Override
          public boolean handle(Request request, Response response, Callback callback)
              throws Exception {
            return super.handle(new OnePiece(request), response, callback);
          }
        });
    server.start();
    return server;
  }

  /** A request of whose body one piece can be read. */
  private final class OnePiece extends Request.Wrapper {
    OnePiece(Request request) {
      super(request);
    }

    @Override
    public Content.Chunk read() {
      Content.Chunk chunk = super.read();
      if (chunk != null && chunk.remaining() > 0 && full.getAndSet(true)) {
        chunk.release();
        throw new OutOfMemoryError("in a test");
      }
      return chunk;
    }
  }

  private static Socket send(Server server, String text) throws IOException {
    int port = ((NetworkConnector) server.getConnectors()[0]).getLocalPort();
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(20_000);
    send(socket, text);
    return socket;
  }

  private static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }
}
