package org.wingloss.serve.runs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiFunction;
import org.eclipse.jetty.http.HttpStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.io.FileFailure;
import org.wingloss.serve.http.Exchange;
import org.wingloss.serve.http.HttpProblem;
import org.wingloss.serve.http.Reply;

/** The requests of the page of runs. */
public final class RunEndpoints implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RunEndpoints.class);

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
            .flatMap(run -> summary(run.getKey(), run.getValue()).stream())
            .toList());
  }

  /** None of a run that cannot be read: the others are shown all the same. */
  private static Optional<RunReport> summary(String name, Path run) {
    try {
      return Optional.of(RunReport.of(name, run, false));
    } catch (InvalidDataException e) {
      LOG.warn("the run {} is left out: {}", name, e.getMessage());
      return Optional.empty();
    }
  }

  /** {@code GET /v1/run?name=…}: one run with its curves, its faces' errors and its recipe. */
  public void one(Exchange exchange) {
    reply(exchange, (name, run) -> Reply.json(RunReport.of(name, run, true)));
  }

  /** {@code GET /v1/run/worst?name=…}: the validation faces with the largest errors, a PNG. */
  public void worst(Exchange exchange) {
    reply(
        exchange, (name, run) -> Reply.of("image/png", picture(run.resolve(RunFiles.WORST_FACES))));
  }

  private static byte[] picture(Path file) {
    if (!Files.exists(file)) {
      throw new HttpProblem(HttpStatus.NOT_FOUND_404, "the run has not validated yet");
    }
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw FileFailure.unreadable(file, e);
    }
  }

  private void reply(Exchange exchange, BiFunction<String, Path, Reply> reply) {
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
              return reply.apply(name, run);
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
