package org.wingloss.serve.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.Test;

class EventStreamTest {
  private final List<Throwable> failures = new ArrayList<>();

  /** Else it would keep the place of another page for ever. */
  @Test
  void event_thatCannotBeWritten_endsTheStream() {
    Response full =
        new Response.Wrapper(null, null) {
          @Override
          public void write(boolean last, ByteBuffer content, Callback callback) {
            throw new OutOfMemoryError("in a test");
          }
        };
    EventStream stream = new EventStream(full, Callback.from(() -> {}, this::failed));
    stream.event("runs", "[]");
    assertTrue(stream.isClosed());
    assertEquals(1, failures.size());
    assertEquals(OutOfMemoryError.class, failures.get(0).getClass());
  }

  private void failed(Throwable failure) {
    failures.add(failure);
  }
}
