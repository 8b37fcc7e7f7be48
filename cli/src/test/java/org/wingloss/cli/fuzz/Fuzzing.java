package org.wingloss.cli.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** Runs ranges of inputs in several processes. */
final class Fuzzing {
  private final Path folder;
  private final List<String> options;

  /**
   * Writes the sound files.
   *
   * @param folder empty
   * @param options more options of Java for the processes
   */
  Fuzzing(Path folder, List<FuzzFormat> formats, List<String> options) throws IOException {
    this.folder = folder;
    this.options = options;
    for (FuzzFormat format : formats) {
      format.seeds().write(Files.createDirectories(seeds().resolve(format.name())));
    }
  }

  private Path seeds() {
    return folder.resolve("seeds");
  }

  /**
   * Runs all ranges.
   *
   * @param progress is told the report after each range
   */
  FuzzReport run(Collection<FuzzRange> ranges, int workers, Consumer<FuzzReport> progress)
      throws IOException, InterruptedException, ExecutionException {
    FuzzReport report = new FuzzReport();
    Queue<FuzzRange> left = new ConcurrentLinkedQueue<>(ranges);
    ExecutorService pool = Executors.newFixedThreadPool(workers);
    try {
      List<Callable<Void>> loops = new ArrayList<>();
      for (int i = 0; i < workers; i++) {
        Path own = folder.resolve("worker" + i);
        loops.add(
            () -> {
              try (FuzzProcess process = new FuzzProcess(seeds(), own, options)) {
                for (FuzzRange range = left.poll(); range != null; range = left.poll()) {
                  process.run(range, report);
                  progress.accept(report);
                }
              }
              return null;
            });
      }
      for (Future<Void> loop : pool.invokeAll(loops)) {
        loop.get();
      }
    } finally {
      pool.shutdownNow();
    }
    return report;
  }

  /** Runs one input and tells all about it. */
  String show(FuzzRange input) throws IOException {
    try (FuzzProcess process = new FuzzProcess(seeds(), folder.resolve("shown"), options)) {
      return process.show(input);
    }
  }
}
