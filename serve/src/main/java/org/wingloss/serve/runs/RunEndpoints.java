package org.wingloss.serve.runs;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.eclipse.jetty.http.HttpStatus;
import org.wingloss.serve.http.Exchange;
import org.wingloss.serve.http.HttpProblem;
import org.wingloss.serve.http.Reply;

/** The requests of the page of runs. */
public final class RunEndpoints implements AutoCloseable {
  private final RunsFolder folder;
  private final RunWatch watch;

  /** Files are read here, since the threads of the server may not wait for a disk. */
  private final ExecutorService reader =
      Executors.newSingleThreadExecutor(work -> new Thread(work, "wingloss-run-files"));

  /** The runs of a folder. */
  public RunEndpoints(RunsFolder folder) {
    this.folder = folder;
    this.watch = new RunWatch(folder);
  }

  /** {@code GET /v1/runs}: all runs, shortly. */
  public void list(Exchange exchange) {
    exchange.replyWith(CompletableFuture.supplyAsync(() -> Reply.json(summaries()), reader));
  }

  private Map<String, List<RunReport>> summaries() {
    return Map.of(
        "runs",
        folder.runs().entrySet().stream()
            .map(run -> RunReport.summary(run.getKey(), run.getValue()))
            .toList());
  }

  /** {@code GET /v1/run?name=…}: one run with its curves and its recipe. */
  public void one(Exchange exchange) {
    String name = exchange.query().getValue("name");
    if (name == null) {
      throw new HttpProblem(HttpStatus.BAD_REQUEST_400, "'name' is missing");
    }
    exchange.replyWith(
        CompletableFuture.supplyAsync(
            () -> {
              Path run = folder.runs().get(name);
              if (run == null) {
                throw new HttpProblem(HttpStatus.NOT_FOUND_404, "there is no such run");
              }
              return Reply.json(RunReport.whole(name, run));
            },
            reader));
  }

  /** {@code GET /v1/runs/events}: an event whenever a run has logged more. */
  public void events(Exchange exchange) {
    watch.add(exchange.stream());
  }

  @Override
  public void close() {
    watch.close();
    reader.shutdown();
  }
}
