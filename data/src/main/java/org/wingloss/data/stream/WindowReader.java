package org.wingloss.data.stream;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.wingloss.data.Waiting;

/**
 * Reads the windows of a stream one after the other in a thread of its own. At most two are in
 * memory: the one that is drawn from and the next.
 */
final class WindowReader implements AutoCloseable {
  private static final int WINDOWS = 2;

  private final ShardFolder folder;
  private final WindowOrder order;
  private final Semaphore room = new Semaphore(WINDOWS);
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread reader = new Thread(task, "tar-reader");
            reader.setDaemon(true);
            return reader;
          });
  private StreamWindow next;

  /** Where one window holds all tars, they are read once for all epochs. */
  private List<TarShard> all;

  /** A reader that has read nothing yet. */
  WindowReader(ShardFolder folder, WindowOrder order) {
    this.folder = folder;
    this.order = order;
  }

  /** The window of that number and, ahead, the one behind it; called for ascending numbers. */
  StreamWindow window(long number) {
    StreamWindow window = next == null ? begun(number) : next;
    if (window.number() != number) {
      throw new IllegalArgumentException(
          "the next window is %d but %d was asked for".formatted(window.number(), number));
    }
    next = begun(number + 1);
    return window;
  }

  private StreamWindow begun(long number) {
    StreamWindow window = new StreamWindow(number, room::release);
    thread.execute(() -> read(window));
    return window;
  }

  private void read(StreamWindow window) {
    try {
      room.acquire();
      if (!order.holdsAll()) {
        window.read(tars(window.number()));
        return;
      }
      if (all == null) {
        all = tars(window.number());
      }
      window.read(all);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      window.failed(new IllegalStateException("the stream was closed", e));
    } catch (RuntimeException | Error e) {
      window.failed(e);
    }
  }

  private List<TarShard> tars(long window) {
    List<TarShard> tars = new ArrayList<>();
    for (int tar : order.tars(window)) {
      tars.add(folder.tar(folder.index().train().get(tar)));
    }
    return tars;
  }

  @Override
  public void close() {
    Waiting.stop(thread);
  }
}
