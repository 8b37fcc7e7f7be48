package org.wingloss.serve.runs;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wingloss.data.format.StrictJson;
import org.wingloss.serve.http.EventStream;

/**
 * Looks every second which runs have logged more or begun or ended, and tells the pages that are
 * open.
 */
final class RunWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RunWatch.class);

  /** Pages that are told of changes at once. */
  static final int MOST_STREAMS = 32;

  /** A silent stream looks dead to what lies between; seconds. */
  private static final int SIGN_OF_LIFE = 15;

  private final Supplier<Map<String, Path>> runs;
  private final Set<EventStream> streams = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, "wingloss-runs"));
  private final AtomicBoolean pageIsNew = new AtomicBoolean();
  private volatile boolean closed;
  private Map<String, Seen> seen = Map.of();
  private int looks;

  /**
   * What is seen of a run.
   *
   * @param length of its log
   * @param state as {@link RunFiles#state}
   */
  private record Seen(long length, String state) {}

  /**
   * Begins to look.
   *
   * @param runs as {@link RunsFolder#runs}
   */
  RunWatch(Supplier<Map<String, Path>> runs) {
    this.runs = runs;
    ScheduledFuture<?> unused = clock.scheduleWithFixedDelay(this::look, 1, 1, TimeUnit.SECONDS);
  }

  /**
   * Tells a page of changes from now on; closes its stream if too many pages are told already, or
   * none is told any more. The next look tells of all runs: some may have logged since the page was
   * read. A stream that is closed, as that of a {@code HEAD}, has no page.
   */
  void add(EventStream stream) {
    if (stream.isClosed()) {
      return;
    }
    streams.removeIf(EventStream::isClosed);
    if (streams.size() >= MOST_STREAMS) {
      stream.close();
      return;
    }
    streams.add(stream);
    if (closed) {
      stream.close();
      return;
    }
    pageIsNew.set(true);
    stream.comment("watching");
  }

  private void look() {
    boolean all = false;
    try {
      streams.removeIf(EventStream::isClosed);
      if (streams.isEmpty()) {
        return;
      }
      all = pageIsNew.getAndSet(false);
      Map<String, Seen> now = new HashMap<>();
      for (Map.Entry<String, Path> run : runs.get().entrySet()) {
        now.put(
            run.getKey(),
            new Seen(RunFiles.length(run.getValue()), RunFiles.state(run.getValue())));
      }
      List<String> changed = new ArrayList<>();
      for (Map.Entry<String, Seen> run : now.entrySet()) {
        if (all || !run.getValue().equals(seen.get(run.getKey()))) {
          changed.add(run.getKey());
        }
      }
      looks++;
      if (!changed.isEmpty()) {
        String line = StrictJson.mapper().createArrayNode().addAll(names(changed)).toString();
        streams.forEach(stream -> stream.event("runs", line));
      } else if (looks % SIGN_OF_LIFE == 0) {
        streams.forEach(stream -> stream.comment("still watching"));
      }
      seen = now;
    } catch (RuntimeException | Error e) {
      // What is thrown from here would end all further looks.
      LOG.warn("runs cannot be looked at: {}", e.toString());
      if (all) {
        pageIsNew.set(true);
      }
    }
  }

  private static List<com.fasterxml.jackson.databind.node.TextNode> names(List<String> changed) {
    return changed.stream().sorted().map(StrictJson.mapper().getNodeFactory()::textNode).toList();
  }

  @Override
  public void close() {
    closed = true;
    clock.shutdownNow();
    streams.forEach(EventStream::close);
  }
}
