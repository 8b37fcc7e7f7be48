package org.wingloss.model.inference;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.Waiting;

/**
 * Threads that work on items ahead of the one who takes the results, which come in the order of the
 * items. Closing waits for the work under way, so that what it uses may be closed afterwards.
 */
final class OrderedWorkers implements AutoCloseable {
  private final int threads;
  private final ExecutorService workers;

  /** Starts threads; for at most one, the work is done by the caller. */
  OrderedWorkers(int threads) {
    this.threads = threads;
    this.workers = threads > 1 ? Executors.newFixedThreadPool(threads) : null;
  }

  /**
   * Does all the work.
   *
   * @param consumer receives the results, on this thread
   * @param failures receives what bad data made fail, on this thread; may throw to stop
   */
  <T, R> void run(
      List<T> items,
      Function<T, R> work,
      Consumer<R> consumer,
      Consumer<InvalidDataException> failures) {
    Deque<Future<R>> ahead = new ArrayDeque<>();
    for (T item : items) {
      if (workers == null) {
        handOn(() -> work.apply(item), consumer, failures);
        continue;
      }
      ahead.add(workers.submit(() -> work.apply(item)));
      if (ahead.size() > 2 * threads) {
        Future<R> first = ahead.remove();
        handOn(() -> Waiting.result(first), consumer, failures);
      }
    }
    ahead.forEach(rest -> handOn(() -> Waiting.result(rest), consumer, failures));
  }

  private static <R> void handOn(
      Supplier<R> source, Consumer<R> consumer, Consumer<InvalidDataException> failures) {
    R result;
    try {
      result = source.get();
    } catch (InvalidDataException e) {
      failures.accept(e);
      return;
    }
    consumer.accept(result);
  }

  /** Drops work that has not begun and waits for the rest, also when interrupted. */
  @Override
  public void close() {
    if (workers != null) {
      Waiting.stop(workers);
    }
  }
}
