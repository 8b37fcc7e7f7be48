package org.wingloss.serve.landmarks;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.wingloss.serve.http.Exchange;
import org.wingloss.serve.http.HttpProblem;
import org.wingloss.serve.http.Reply;
import org.wingloss.serve.http.WorkQueue;

/** The requests under {@code /v1}. */
public final class LandmarkEndpoints {
  private final LandmarkService service;
  private final WorkQueue work;
  private final int mostBytes;
  private final Reply model;

  /**
   * Endpoints.
   *
   * @param mostBytes largest body
   */
  public LandmarkEndpoints(LandmarkService service, WorkQueue work, int mostBytes) {
    this.service = service;
    this.work = work;
    this.mostBytes = mostBytes;
    this.model = Reply.json(ModelInfo.of(service.model()));
  }

  /** {@code GET /v1/model}. */
  public void model(Exchange exchange) {
    exchange.reply(model);
  }

  /** {@code POST /v1/landmarks}: one picture, which is the body. */
  public void landmarks(Exchange exchange) {
    LandmarksQuery query = checked(exchange, LandmarksQuery.NAMES);
    exchange.replyWith(
        exchange
            .body(mostBytes)
            .thenCompose(
                body ->
                    work(
                        exchange,
                        waited -> Reply.json(service.find(notEmpty(body), query, waited)))));
  }

  /** {@code POST /v1/landmarks:batch}: several pictures. */
  public void batch(Exchange exchange) {
    LandmarksQuery query = checked(exchange, LandmarksQuery.NAMES_OF_BATCH);
    String type = exchange.contentType().orElse("");
    exchange.replyWith(
        exchange
            .body(mostBytes)
            .thenCompose(
                body -> {
                  List<byte[]> pictures = PictureParts.of(body, type);
                  return work(
                      exchange,
                      waited -> Reply.json(document(service.find(pictures, query, waited))));
                }));
  }

  /** What is wrong with the query is said before the body is read. */
  private LandmarksQuery checked(Exchange exchange, java.util.Set<String> known) {
    LandmarksQuery query = LandmarksQuery.of(exchange.query(), known);
    service.model().selection(query);
    service.model().ensemble(query);
    return query;
  }

  private static byte[] notEmpty(byte[] body) {
    if (body.length == 0) {
      throw LandmarksQuery.wrong("the body is empty; it should be a picture");
    }
    return body;
  }

  private static Map<String, Object> document(List<Object> pictures) {
    return Map.of("pictures", pictures.stream().map(LandmarkEndpoints::entry).toList());
  }

  private static Object entry(Object found) {
    if (!(found instanceof HttpProblem problem)) {
      return found;
    }
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("status", problem.status());
    entry.put("detail", problem.getMessage());
    return entry;
  }

  /** Some work, which is told how long it waited. */
  @FunctionalInterface
  private interface Work {
    Reply after(long nanoseconds);
  }

  private CompletableFuture<Reply> work(Exchange exchange, Work task) {
    long complete = System.nanoTime();
    return work.submit(exchange, () -> task.after(System.nanoTime() - complete));
  }
}
