package org.wingloss.serve.http;

import java.util.Map;
import org.eclipse.jetty.http.HttpStatus;

/** A request that is refused: a status of HTTP and one sentence. */
public final class HttpProblem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;

  /** Seconds after which to try again, or none. */
  private final String retryAfter;

  /**
   * A refusal.
   *
   * @param detail one sentence; it may repeat what the request said, but never bytes of a picture
   */
  public HttpProblem(int status, String detail) {
    this(status, detail, null, null);
  }

  /** As {@link #HttpProblem(int, String)}, with what led to it. */
  public HttpProblem(int status, String detail, Throwable cause) {
    this(status, detail, null, cause);
  }

  private HttpProblem(int status, String detail, String retryAfter, Throwable cause) {
    super(detail, cause);
    this.status = status;
    this.retryAfter = retryAfter;
  }

  /** 503: the request was sound, but there is too much to do; it may be sent again. */
  public static HttpProblem busy(String detail) {
    return new HttpProblem(HttpStatus.SERVICE_UNAVAILABLE_503, detail, "1", null);
  }

  /** The status of HTTP. */
  public int status() {
    return status;
  }

  String title() {
    return HttpStatus.getMessage(status);
  }

  Map<String, String> headers() {
    if (retryAfter != null) {
      return Map.of("Retry-After", retryAfter);
    }
    return status == HttpStatus.UNAUTHORIZED_401 ? Map.of("WWW-Authenticate", "Bearer") : Map.of();
  }
}
