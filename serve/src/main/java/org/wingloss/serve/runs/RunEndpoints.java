package org.wingloss.serve.runs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.eclipse.jetty.http.HttpStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.io.FileFailure;
import org.wingloss.data.io.RunLayout;
import org.wingloss.serve.http.Exchange;
import org.wingloss.serve.http.HttpProblem;
import org.wingloss.serve.http.Reply;
import org.wingloss.serve.http.WorkQueue;

/** The requests of the page of runs. */
public final class RunEndpoints implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RunEndpoints.class);

  /** Each page that is told of changes then asks for two runs at once. */
  private static final int WAITING = 2 * RunWatch.MOST_STREAMS;

  private final RunsFolder folder;
  private final RunWatch watch;

  /** Files are read here, since the threads of the server may not wait for a disk. */
  private final WorkQueue reader;

  /** The runs of a folder. */
  public RunEndpoints(RunsFolder folder) {
    this(folder, new WorkQueue("wingloss-run-files", 1, WAITING));
  }

  /** The runs of a folder, whose files are read in a queue that is closed with this. */
  RunEndpoints(RunsFolder folder, WorkQueue reader) {
    this.folder = folder;
    this.reader = reader;
    try {
      this.watch = new RunWatch(folder::runs);
    } catch (RuntimeException | Error e) {
      reader.close();
      throw e;
    }
  }

  /** {@code GET /v1/runs}: all runs, shortly. */
  public void list(Exchange exchange) {
    exchange.replyWith(reader.submit(exchange, () -> Reply.json(summaries())));
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
        exchange,
        (name, run) -> Reply.of("image/png", picture(run.resolve(RunLayout.WORST_FACES))));
  }

  private static byte[] picture(Path file) {
    if (!RunFiles.isThere(file)) {
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
        reader.submit(
            exchange,
            () -> {
              Path run = folder.runs().get(name);
              if (run == null) {
                throw new HttpProblem(HttpStatus.NOT_FOUND_404, "there is no such run");
              }
              try {
                return reply.apply(name, run);
              } catch (InvalidDataException e) {
                // Where the folder of runs lies is nobody's business.
                throw new HttpProblem(
                    HttpStatus.UNPROCESSABLE_ENTITY_422,
                    e.getMessage().replace(run.toString(), name),
                    e);
              }
            }));
  }

  /** {@code GET /v1/runs/events}: an event whenever a run has logged more, begun or ended. */
  public void events(Exchange exchange) {
    watch.add(exchange.stream());
  }

  /**
   * Ends the streams of events, which have no end of their own, and those that are asked for yet.
   */
  public void endEvents() {
    watch.close();
  }

  @Override
  public void close() {
    endEvents();
    reader.close();
  }
}
