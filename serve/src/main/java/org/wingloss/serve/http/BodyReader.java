package org.wingloss.serve.http;

import java.util.ArrayList;
import java.util.List;
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
  private final List<byte[]> chunks = new ArrayList<>();
  private int length;

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
          body.complete(joined());
          return;
        }
      }
    } catch (HttpProblem e) {
      body.completeExceptionally(e);
    }
  }

  private void add(Content.Chunk chunk) {
    try {
      int bytes = chunk.remaining();
      if (bytes > most - length) {
        throw tooLong();
      }
      held.take(bytes);
      length += bytes;
      byte[] copy = new byte[bytes];
      chunk.getByteBuffer().get(copy);
      chunks.add(copy);
    } finally {
      chunk.release();
    }
  }

  private byte[] joined() {
    byte[] all = new byte[length];
    int at = 0;
    for (byte[] chunk : chunks) {
      System.arraycopy(chunk, 0, all, at, chunk.length);
      at += chunk.length;
    }
    chunks.clear();
    return all;
  }

  private void release() {
    held.release(length);
    length = 0;
  }

  private HttpProblem tooLong() {
    return new HttpProblem(
        HttpStatus.PAYLOAD_TOO_LARGE_413,
        "a body may have at most %d bytes%s"
            .formatted(most, request.getLength() > 0 ? " but has " + request.getLength() : ""));
  }
}
