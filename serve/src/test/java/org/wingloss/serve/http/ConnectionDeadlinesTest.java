package org.wingloss.serve.http;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.AbstractConnection;
import org.eclipse.jetty.io.ByteArrayEndPoint;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;
import org.eclipse.jetty.util.thread.Scheduler;
import org.junit.jupiter.api.Test;

class ConnectionDeadlinesTest {
  private static final Duration OVER = Duration.ofMillis(-1);
  private static final HttpLimits LIMITS = new HttpLimits(8, OVER, OVER, OVER, 1000, 1000);

  private final Deque<Runnable> looks = new ArrayDeque<>();

  @Test
  void look_thatMeetsAnError_isFollowedByTheNext() throws Exception {
    ConnectionDeadlines deadlines = new ConnectionDeadlines(LIMITS, new HeldTasks());
    deadlines.start();
    deadlines.onOpened(connection(new Unclosable()));
    looks.remove().run();
    EndPoint other = new ByteArrayEndPoint();
    deadlines.onOpened(connection(other));
    looks.remove().run();
    assertFalse(other.isOpen());
  }

  /** Runs nothing by itself. */
  private final class HeldTasks extends ScheduledExecutorScheduler {
    @Override
    public Scheduler.Task schedule(Runnable task, long delay, TimeUnit unit) {
      looks.add(task);
      return () -> looks.remove(task);
    }
  }

  private static final class Unclosable extends ByteArrayEndPoint {
    @Override
    public void doClose() {
      throw new OutOfMemoryError("in a test");
    }
  }

  private static Connection connection(EndPoint endPoint) {
    return new AbstractConnection(endPoint, Runnable::run) {
      @Override
      public void onFillable() {}
    };
  }
}
