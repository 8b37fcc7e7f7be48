package org.wingloss.data.stream;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.wingloss.data.Waiting;

/** The tars of one window while they are read, drawn from, and let go. */
final class StreamWindow {
  private final long number;
  private final Runnable release;
  private final AtomicInteger left = new AtomicInteger();
  private volatile CompletableFuture<List<TarShard>> tars = new CompletableFuture<>();

  /**
   * A window that is still to be read.
   *
   * @param number counted through all epochs
   * @param release told once that its memory is free
   */
  StreamWindow(long number, Runnable release) {
    this.number = number;
    this.release = release;
  }

  long number() {
    return number;
  }

  /** Says how many draws will come, before the first of them. */
  void expect(int draws) {
    left.set(draws);
  }

  /** The reader is done. */
  void read(List<TarShard> found) {
    tars.complete(found);
  }

  /** The reader has failed; every draw will say so. */
  void failed(Throwable failure) {
    tars.completeExceptionally(failure);
  }

  /** One of its tars; waits until they are read. */
  TarShard tar(int k) {
    return Waiting.result(tars).get(k);
  }

  /** A draw is done; behind the last one the tars are let go. */
  void drawn() {
    if (left.decrementAndGet() == 0) {
      tars = null;
      release.run();
    }
  }
}
