package org.wingloss.serve.http;

import java.util.concurrent.atomic.AtomicLong;

/** The bytes of all bodies that are in memory, which together may not exceed a limit. */
final class HeldBytes {
  private final long most;
  private final AtomicLong held = new AtomicLong();

  HeldBytes(long most) {
    this.most = most;
  }

  /**
   * Takes more.
   *
   * @throws HttpProblem 503 if there is no room; nothing is taken then
   */
  void take(long bytes) {
    if (held.addAndGet(bytes) > most) {
      held.addAndGet(-bytes);
      throw HttpProblem.busy("too many pictures are being sent at once; try again");
    }
  }

  /** Gives back what was taken. */
  void release(long bytes) {
    held.addAndGet(-bytes);
  }

  long held() {
    return held.get();
  }
}
