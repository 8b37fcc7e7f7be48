package org.wingloss.serve.http;

/** What a route does with a request. */
@FunctionalInterface
public interface Endpoint {
  /**
   * Takes a request and replies, now or later, on this thread or another. It must not wait here:
   * the thread also serves other connections.
   *
   * @throws HttpProblem to refuse it
   */
  void handle(Exchange exchange);
}
