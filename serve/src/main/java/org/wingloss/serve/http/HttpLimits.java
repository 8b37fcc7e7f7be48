package org.wingloss.serve.http;

import java.time.Duration;

/**
 * What one sender, and all of them together, may take.
 *
 * @param connections at once; more wait in the operating system until one is closed
 * @param headers time for a whole request line with its headers, from its first byte or the opening
 *     of the connection
 * @param body time for the whole body, where an endpoint wants one
 * @param reply time from the end of the body, or of the headers where no body is wanted, to the end
 *     of the reply, and the longest rest between two requests
 * @param bodyBytes largest body
 * @param heldBytes largest sum of the bodies that are in memory at once
 */
public record HttpLimits(
    int connections,
    Duration headers,
    Duration body,
    Duration reply,
    int bodyBytes,
    long heldBytes) {
  /** What {@code wingloss serve} takes. */
  public static final HttpLimits DEFAULT =
      new HttpLimits(
          256,
          Duration.ofSeconds(10),
          Duration.ofSeconds(20),
          Duration.ofSeconds(60),
          16 << 20,
          256L << 20);

  /** Time for what still comes of a body that nobody wants, once the reply is sent. */
  static final Duration REFUSED_BODY = Duration.ofSeconds(5);

  /** The longest that a request may take, from its first byte to the end of its connection. */
  public Duration longest() {
    return headers.plus(body).plus(reply).plus(REFUSED_BODY);
  }
}
