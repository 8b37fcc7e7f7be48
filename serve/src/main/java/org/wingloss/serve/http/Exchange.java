package org.wingloss.serve.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Fields;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A request, and the way to reply to it once. */
public final class Exchange {
  private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);

  private final Request request;
  private final Response response;
  private final Callback callback;
  private final ConnectionDeadlines deadlines;
  private final HeldBytes held;
  private final AtomicBoolean abandoned = new AtomicBoolean();

  /** Whether nothing of the body is left that would have to be read before the next request. */
  private volatile boolean consumed;

  Exchange(
      Request request,
      Response response,
      Callback callback,
      ConnectionDeadlines deadlines,
      HeldBytes held) {
    this.request = request;
    this.response = response;
    this.callback = callback;
    this.deadlines = deadlines;
    this.held = held;
    consumed =
        request.getHeaders().getLongField(HttpHeader.CONTENT_LENGTH) <= 0
            && !request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING);
    request.addFailureListener(failure -> abandoned.set(true));
  }

  /**
   * The parameters behind the path's question mark.
   *
   * @throws HttpProblem 400 if they are not UTF-8, percent-encoded
   */
  public Fields query() {
    try {
      return Request.extractQueryParameters(request, StandardCharsets.UTF_8);
    } catch (RuntimeException e) {
      throw new HttpProblem(HttpStatus.BAD_REQUEST_400, "the query is not percent-encoded", e);
    }
  }

  /** The media type that the body is said to have. */
  public Optional<String> contentType() {
    return Optional.ofNullable(request.getHeaders().get(HttpHeader.CONTENT_TYPE));
  }

  /**
   * The whole body, when it is there.
   *
   * @param most bytes; a longer one fails with {@link HttpProblem} 413
   */
  public CompletableFuture<byte[]> body(int most) {
    deadlines.awaitBody(request);
    return BodyReader.read(request, most, held)
        .whenComplete(
            (body, failure) -> {
              consumed = failure == null;
              deadlines.awaitReply(request);
            });
  }

  /** Whether nobody waits for the reply any more. */
  public boolean isAbandoned() {
    // That its time is over closes a connection without a failure of the request.
    return abandoned.get()
        || !request.getConnectionMetaData().getConnection().getEndPoint().isOpen();
  }

  /** Replies when a result is there, or says why there is none. */
  public void replyWith(CompletableFuture<Reply> later) {
    CompletableFuture<Reply> unused = later.whenComplete(this::end);
  }

  private void end(Reply reply, Throwable failure) {
    try {
      if (failure == null) {
        reply(reply);
      } else {
        fail(failure instanceof CompletionException ? failure.getCause() : failure);
      }
    } catch (RuntimeException | Error e) {
      // A future keeps what its listener throws, and nobody asks this one.
      callback.failed(e);
    }
  }

  /** Replies with events, now and later; to a {@code HEAD} with none. */
  public EventStream stream() {
    response.setStatus(HttpStatus.OK_200);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/event-stream");
    EventStream stream = new EventStream(response, callback);
    if (Router.isHead(request)) {
      stream.close(); // No event is written, so that none could find that the reader has gone.
    } else {
      deadlines.awaitNothing(request);
    }
    return stream;
  }

  /** Replies. */
  public void reply(Reply reply) {
    deadlines.awaitReply(request);
    begin(reply);
    response.write(true, ByteBuffer.wrap(reply.body()), consumed ? callback : afterTheBody());
  }

  /** Ends the request when what still comes of its body has come. */
  private Callback afterTheBody() {
    return Callback.from(
        () -> {
          deadlines.awaitRest(request);
          RefusedBody.forget(request, callback);
        },
        callback::failed);
  }

  /** Status and headers of a reply. */
  private void begin(Reply reply) {
    response.setStatus(reply.status());
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, reply.type());
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, reply.body().length);
    reply.headers().forEach(response.getHeaders()::put);
    if (!consumed) {
      // A body that nobody reads ends the connection; the caller must know, to use no other one.
      response.getHeaders().put(HttpHeader.CONNECTION, "close");
    }
  }

  /** Refuses the request; what was not foreseen is logged and told as 500 without its cause. */
  void fail(Throwable failure) {
    if (failure instanceof HttpProblem problem) {
      reply(Reply.problem(problem));
      return;
    }
    if (failure instanceof OutOfMemoryError) {
      reply(Reply.problem(HttpProblem.busy("there is not enough memory for this now")));
      return;
    }
    LOG.error(
        "a request failed: {} {}", request.getMethod(), request.getHttpURI().getPath(), failure);
    reply(
        Reply.problem(
            new HttpProblem(HttpStatus.INTERNAL_SERVER_ERROR_500, ProblemPages.UNEXPECTED)));
  }
}
