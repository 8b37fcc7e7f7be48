package org.wingloss.cli.terminal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.jline.utils.Signals;

/**
 * Waits for Ctrl-C or the signal that ends a program. The signals are taken before Java's shutdown
 * begins: ONNX Runtime frees its memory in a shutdown hook, below the feet of whoever still uses
 * it. Once this is closed, a second signal ends the program at once.
 */
public final class EndOfService implements AutoCloseable {
  private final CountDownLatch asked = new CountDownLatch(1);
  private final Map<String, Object> before = new LinkedHashMap<>();

  /** Begins to watch. */
  public EndOfService() {
    for (String signal : List.of("INT", "TERM")) {
      before.put(signal, Signals.register(signal, asked::countDown));
    }
  }

  /** Returns when the end is asked for, or this thread is interrupted. */
  public void await() {
    try {
      asked.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    before.forEach(Signals::unregister);
  }
}
