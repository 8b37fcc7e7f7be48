package org.wingloss.serve.http;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.eclipse.jetty.util.thread.Scheduler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The time until which every connection must have come one step further: to the end of a request's
 * headers, of its body, of the reply. An idle timeout begins anew with every byte, so that a sender
 * of one byte a second is never idle; this one does not. Between two requests a connection may rest
 * as long as a reply may take: clients keep it, and lose a request if it is closed while they send.
 */
final class ConnectionDeadlines extends AbstractLifeCycle implements Connection.Listener {
  private static final Logger LOG = LoggerFactory.getLogger(ConnectionDeadlines.class);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);

  private final HttpLimits limits;
  private final Scheduler scheduler;
  private final Map<EndPoint, Deadline> deadlines = new ConcurrentHashMap<>();
  private volatile boolean ending;

  /**
   * What a connection is waited for.
   *
   * @param millis until when
   * @param resting the bytes it had sent when a reply was over; −1 while a request is under way
   */
  private record Deadline(long millis, long resting) {}

  ConnectionDeadlines(HttpLimits limits, Scheduler scheduler) {
    this.limits = limits;
    this.scheduler = scheduler;
  }

  @Override
  public void onOpened(Connection connection) {
    deadlines.put(connection.getEndPoint(), in(limits.headers(), -1));
  }

  @Override
  public void onClosed(Connection connection) {
    deadlines.remove(connection.getEndPoint());
  }

  /** The headers are there: the reply is awaited, unless an endpoint wants the body before. */
  void begin(Request request) {
    awaitReply(request);
    Connection connection = request.getConnectionMetaData().getConnection();
    Request.addCompletionListener(
        request, failure -> replace(request, in(limits.reply(), connection.getBytesIn())));
  }

  /** An endpoint wants the body, which is awaited. */
  void awaitBody(Request request) {
    replace(request, in(limits.body(), -1));
  }

  /** The body is there, or not wanted: the reply is awaited. */
  void awaitReply(Request request) {
    replace(request, in(limits.reply(), -1));
  }

  /** The reply is sent: what still comes of a body that nobody wants is awaited. */
  void awaitRest(Request request) {
    replace(request, in(HttpLimits.REFUSED_BODY, -1));
  }

  /**
   * The reply is a stream of events, which has no end; only a reader that takes none is cut off.
   */
  void awaitNothing(Request request) {
    replace(request, new Deadline(Long.MAX_VALUE, -1));
  }

  private void replace(Request request, Deadline next) {
    EndPoint endPoint = request.getConnectionMetaData().getConnection().getEndPoint();
    deadlines.computeIfPresent(endPoint, (key, before) -> next);
  }

  private static Deadline in(Duration time, long resting) {
    return new Deadline(now() + time.toMillis(), resting);
  }

  private static long now() {
    return System.nanoTime() / 1_000_000;
  }

  /** From now on a connection on which nothing is under way is closed. */
  void end() {
    ending = true;
  }

  private boolean isOver(EndPoint endPoint, Deadline deadline) {
    boolean resting = deadline.resting() >= 0 || endPoint.getConnection().getBytesIn() == 0;
    return ending && resting;
  }

  @Override
  protected void doStart() {
    look();
  }

  private void look() {
    try {
      closeOverdue();
    } catch (RuntimeException | Error e) {
      LOG.error("the deadlines of connections cannot be looked at", e);
    } finally {
      if (!isStopped() && !isStopping()) {
        scheduler.schedule(this::look, BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS);
      }
    }
  }

  private void closeOverdue() {
    long now = now();
    for (EndPoint endPoint : deadlines.keySet()) {
      Deadline deadline =
          deadlines.computeIfPresent(
              endPoint, (key, before) -> isAwake(key, before) ? in(limits.headers(), -1) : before);
      if (deadline != null && (now > deadline.millis() || isOver(endPoint, deadline))) {
        endPoint.close(); // Which ends in onClosed.
      }
    }
  }

  /** Whether a connection that rested has begun to send a request. */
  private static boolean isAwake(EndPoint endPoint, Deadline deadline) {
    return deadline.resting() >= 0 && endPoint.getConnection().getBytesIn() != deadline.resting();
  }
}
