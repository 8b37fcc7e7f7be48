package org.wingloss.serve.http;

/** Is told of every request when it is over. */
@FunctionalInterface
public interface RequestObserver {
  /**
   * A request is over.
   *
   * @param path a route, or {@code other}
   * @param status of the reply
   * @param nanoseconds from its headers to the end of the reply
   */
  void done(String path, int status, long nanoseconds);
}
