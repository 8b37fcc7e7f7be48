package org.wingloss.serve.http;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.wingloss.data.format.StrictJson;

/** What is sent back. */
public final class Reply {
  private final int status;
  private final String type;
  private final byte[] body;
  private final Map<String, String> headers;

  private Reply(int status, String type, byte[] body, Map<String, String> headers) {
    this.status = status;
    this.type = type;
    this.body = body;
    this.headers = Map.copyOf(headers);
  }

  /**
   * Bytes of a media type.
   *
   * @param body shared, not copied
   */
  public static Reply of(String type, byte[] body) {
    return new Reply(200, type, body, Map.of());
  }

  /** Text of a media type; it is sent as UTF-8. */
  public static Reply text(String type, String text) {
    return of(type, text.getBytes(StandardCharsets.UTF_8));
  }

  /** A value as JSON. */
  public static Reply json(Object value) {
    return of("application/json", StrictJson.line(value));
  }

  /** An error as RFC 9457 wants it told: {@code application/problem+json}. */
  static Reply problem(HttpProblem problem) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("type", "about:blank");
    document.put("title", problem.title());
    document.put("status", problem.status());
    document.put("detail", problem.getMessage());
    return new Reply(
        problem.status(), "application/problem+json", StrictJson.line(document), problem.headers());
  }

  int status() {
    return status;
  }

  String type() {
    return type;
  }

  byte[] body() {
    return body;
  }

  /** Further headers, by name. */
  Map<String, String> headers() {
    return headers;
  }
}
