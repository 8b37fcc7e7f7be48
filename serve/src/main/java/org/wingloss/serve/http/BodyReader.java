package org.wingloss.serve.http;

import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;

/**
 * Collects a body as it arrives, without a thread that waits for it. What a slow sender keeps is a
 * connection, until its time is up; see {@link ConnectionDeadlines}.
 */
final class BodyReader implements Runnable {
  private final Request request;
  private final int most;
  private final HeldBytes held;
  private final CompletableFuture<byte[]> body = new CompletableFuture<>();
  private byte[] bytes = {};
  private int length;

  /** What is taken of {@link #held}: the length of the arrays, however much they are filled. */
  private long taken;

  private BodyReader(Request request, int most, HeldBytes held) {
    this.request = request;
    this.most = most;
    this.held = held;
  }

  /**
   * The whole body. Its bytes are held until the request ends.
   *
   * @param most a longer one fails with {@link HttpProblem} 413, one whose length is stated before
   *     anything of it is read
   */
  static CompletableFuture<byte[]> read(Request request, int most, HeldBytes held) {
    BodyReader reader = new BodyReader(request, most, held);
    Request.addCompletionListener(request, failure -> reader.release());
    if (request.getLength() > most) {
      reader.body.completeExceptionally(reader.tooLong());
    } else {
      reader.run();
    }
    return reader.body;
  }

  /** Takes what is there and asks to be called again when there is more. */
  @Override
  public void run() {
    try {
      while (true) {
        Content.Chunk chunk = request.read();
        if (chunk == null) {
          request.demand(this);
          return;
        }
        if (Content.Chunk.isFailure(chunk)) {
          body.completeExceptionally(
              new HttpProblem(
                  HttpStatus.BAD_REQUEST_400, "the body broke off", chunk.getFailure()));
          return;
        }
        boolean last = chunk.isLast();
        add(chunk);
        if (last) {
          body.complete(whole());
          return;
        }
      }
    } catch (RuntimeException | Error e) {
      // Jetty ends no request for what the callback of a demand throws.
      body.completeExceptionally(e);
    }
  }

  private void add(Content.Chunk chunk) {
    try {
      int more = chunk.remaining();
      if (more > most - length) {
        throw tooLong();
      }
      if (more > bytes.length - length) {
        resize(capacity(length + more));
      }
      chunk.getByteBuffer().get(bytes, length, more);
      length += more;
    } finally {
      chunk.release();
    }
  }

  /** Twice as much as before, so that few chunks copy what is there; no more than can come. */
  private int capacity(int needed) {
    long end = request.getLength() < 0 ? most : request.getLength();
    return (int) Math.max(needed, Math.min(end, 2L * bytes.length));
  }

  /** Both arrays are in memory while one is copied into the other. */
  private void resize(int capacity) {
    held.take(capacity);
    taken += capacity;
    bytes = Arrays.copyOf(bytes, capacity);
    held.release(taken - capacity);
    taken = capacity;
  }

  private byte[] whole() {
    if (length < bytes.length) {
      resize(length);
    }
    return bytes;
  }

  private void release() {
    held.release(taken);
    taken = 0;
  }

  private HttpProblem tooLong() {
    return new HttpProblem(
        HttpStatus.PAYLOAD_TOO_LARGE_413,
        "a body may have at most %d bytes%s"
            .formatted(most, request.getLength() > 0 ? " but has " + request.getLength() : ""));
  }
}
