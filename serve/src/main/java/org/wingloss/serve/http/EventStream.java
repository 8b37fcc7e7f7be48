package org.wingloss.serve.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * A reply without end, of server-sent events. A reader that has not taken the last event gets no
 * further one until it has: events tell that something changed, and the next one tells the same.
 */
public final class EventStream implements AutoCloseable {
  private final Response response;
  private final Callback callback;
  private final AtomicBoolean writing = new AtomicBoolean();
  private final AtomicBoolean closed = new AtomicBoolean();

  EventStream(Response response, Callback callback) {
    this.response = response;
    this.callback = callback;
  }

  /** Sends an event. */
  public void event(String name, String data) {
    send("event: " + name + "\ndata: " + data + "\n\n");
  }

  /** Sends what no page sees, as a sign of life. */
  public void comment(String text) {
    send(": " + text + "\n\n");
  }

  private void send(String text) {
    if (closed.get() || !writing.compareAndSet(false, true)) {
      return;
    }
    try {
      ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
      response.write(
          false, bytes, Callback.from(() -> writing.set(false), failure -> end(failure)));
    } catch (RuntimeException | Error e) {
      end(e); // Else it would be writing for ever.
    }
  }

  private void end(Throwable failure) {
    if (closed.compareAndSet(false, true)) {
      callback.failed(failure);
    }
  }

  /** Whether nobody listens any more. */
  public boolean isClosed() {
    return closed.get();
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      callback.succeeded();
    }
  }
}
