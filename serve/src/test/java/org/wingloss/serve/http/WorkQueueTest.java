package org.wingloss.serve.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WorkQueueTest {
  /** Little time for a reply, so that callers go soon. */
  private static final HttpLimits LIMITS =
      new HttpLimits(
          256,
          Duration.ofSeconds(10),
          Duration.ofMillis(300),
          Duration.ofMillis(300),
          1 << 20,
          8L << 20);

  private static final Reply DONE = Reply.text("text/plain", "done");

  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch goOn = new CountDownLatch(1);
  private final AtomicBoolean workedOff = new AtomicBoolean();

  /** The first request keeps the only worker until the time of the second one is over. */
  @Test
  void submit_requestThatIsCutOffBeforeItsTurn_isNotWorkedOff() throws Exception {
    WorkQueue queue = new WorkQueue("queue", 1, 1);
    try (HttpListener listener = listener(queue);
        Socket first = ask(listener, "/first")) {
      begun.await();
      try (Socket second = ask(listener, "/second")) {
        assertEquals(-1, second.getInputStream().read());
      }
      assertEquals(-1, first.getInputStream().read());
    } finally {
      goOn.countDown();
      queue.close();
    }
    assertFalse(workedOff.get());
  }

  /** As where the system has no more threads to give. */
  @Test
  void constructor_threadThatCannotBeMade_endsThoseBeforeIt() throws Exception {
    AtomicReference<Thread> first = new AtomicReference<>();
    assertThrows(
        OutOfMemoryError.class,
        () ->
            new WorkQueue(
                work -> {
                  Thread thread = new Thread(work);
                  if (!first.compareAndSet(null, thread)) {
                    throw new OutOfMemoryError("in a test");
                  }
                  return thread;
                },
                2,
                1));
    first.get().join(20_000);
    assertFalse(first.get().isAlive());
  }

  private HttpListener listener(WorkQueue queue) throws IOException {
    Router.Builder routes =
        new Router.Builder()
            .route(
                "GET",
                "/first",
                exchange -> exchange.replyWith(queue.submit(exchange, this::holdUp)))
            .route(
                "GET",
                "/second",
                exchange -> exchange.replyWith(queue.submit(exchange, this::workOff)));
    return LocalListener.open(routes, LIMITS);
  }

  private Reply holdUp() {
    begun.countDown();
    try {
      goOn.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return DONE;
  }

  private Reply workOff() {
    workedOff.set(true);
    return DONE;
  }

  private static Socket ask(HttpListener listener, String path) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), listener.port());
    socket.setSoTimeout(20_000);
    String request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
    socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
    return socket;
  }
}
