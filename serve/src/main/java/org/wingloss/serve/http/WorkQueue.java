package org.wingloss.serve.http;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpStatus;

/**
 * At most so many requests at work, and so many that wait for them. One more is refused at once:
 * whoever waits longer than a caller does works for nobody.
 */
public final class WorkQueue implements AutoCloseable {
  private final ThreadPoolExecutor workers;

  /**
   * Starts the threads.
   *
   * @param name of the threads
   * @param atWork requests that are worked on at once
   * @param waiting requests that wait
   */
  public WorkQueue(String name, int atWork, int waiting) {
    this(work -> new Thread(work, name), atWork, waiting);
  }

  /** As {@link #WorkQueue(String, int, int)}, with threads of the caller's making. */
  WorkQueue(ThreadFactory threads, int atWork, int waiting) {
    workers =
        new ThreadPoolExecutor(
            atWork, atWork, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(waiting), threads);
    try {
      workers.prestartAllCoreThreads();
    } catch (RuntimeException | Error e) {
      workers.shutdownNow(); // Those that were started would wait for work for ever.
      throw e;
    }
  }

  /**
   * Does some work for a request when its turn comes, unless its caller has gone by then.
   *
   * @throws HttpProblem 503 if too many requests wait already
   */
  public <T> CompletableFuture<T> submit(Exchange exchange, Supplier<T> work) {
    try {
      return CompletableFuture.supplyAsync(
          () -> {
            if (exchange.isAbandoned()) {
              throw new HttpProblem(HttpStatus.BAD_REQUEST_400, "the caller has gone");
            }
            return work.get();
          },
          workers);
    } catch (RejectedExecutionException e) {
      throw HttpProblem.busy("too many requests wait already; try again");
    }
  }

  /** How many requests are worked on. */
  public int atWork() {
    return workers.getActiveCount();
  }

  /** How many requests wait. */
  public int waiting() {
    return workers.getQueue().size();
  }

  /** Takes no more work and waits for what was taken. */
  @Override
  public void close() {
    workers.shutdown();
    try {
      workers.awaitTermination(1, TimeUnit.MINUTES);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
