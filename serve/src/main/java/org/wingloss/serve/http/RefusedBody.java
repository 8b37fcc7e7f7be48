package org.wingloss.serve.http;

import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Callback;

/**
 * Reads and forgets what still comes of a body that nobody wants. A connection that is closed while
 * bytes arrive is reset, and its sender loses the reply with it. The time for this is bounded by
 * {@link ConnectionDeadlines#awaitRest}.
 */
final class RefusedBody implements Runnable {
  private static final long MOST_BYTES = 32 << 20;

  private final Request request;
  private final Callback callback;
  private long bytes;

  private RefusedBody(Request request, Callback callback) {
    this.request = request;
    this.callback = callback;
  }

  /** Reads, after the reply was sent. */
  static void forget(Request request, Callback callback) {
    new RefusedBody(request, callback).run();
  }

  @Override
  public void run() {
    try {
      while (bytes <= MOST_BYTES) {
        Content.Chunk chunk = request.read();
        if (chunk == null) {
          request.demand(this);
          return;
        }
        if (Content.Chunk.isFailure(chunk)) {
          break;
        }
        bytes += chunk.remaining();
        boolean last = chunk.isLast();
        chunk.release();
        if (last) {
          break;
        }
      }
      callback.succeeded();
    } catch (RuntimeException | Error e) {
      // Jetty ends no request for what the callback of a demand throws.
      callback.failed(e);
    }
  }
}
