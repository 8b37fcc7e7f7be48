package org.wingloss.training.sweep;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.NumberText;
import org.wingloss.data.format.TextFile;
import org.wingloss.data.io.AtomicFile;
import org.wingloss.data.io.FileFailure;
import org.wingloss.training.InvalidRecipeException;
import org.wingloss.training.run.Provenance;
import org.wingloss.training.run.RunFolder;

/**
 * Trains every cell of a list, so many at a time, each in a process and a run folder of its own. A
 * sweep that was ended goes on where it stood: finished cells stay, begun ones resume.
 *
 * @param cells what to train, begun in this order; their names differ
 * @param folder holds a run folder per cell, its {@code .log}, and {@code table.csv}
 * @param jobs processes at a time, at least 1
 */
public record Sweep(List<SweepCell> cells, Path folder, int jobs) {
  private static final long POLL_MILLIS = 200;
  private static final long LONGEST_SAVE_NANOS = TimeUnit.SECONDS.toNanos(8);

  /** Follows a cell's name. */
  static final String LOG = ".log";

  private static final String HEADER = "cell,state,step,loss,nme";

  /** Checks the number and copies the list. */
  public Sweep {
    cells = List.copyOf(cells);
    if (jobs < 1) {
      throw new IllegalArgumentException("jobs must be >= 1 but was " + jobs);
    }
  }

  /** Starts the training of one cell. */
  @FunctionalInterface
  public interface Worker {
    /**
     * Starts a process that trains and ends with 0 when the model is written.
     *
     * @param run the cell's folder
     * @param resume whether it holds a run to continue
     * @param log receives what the process prints
     */
    Process start(SweepCell cell, Path run, boolean resume, Path log) throws IOException;
  }

  /** Trains cells, wherever that may be. */
  @FunctionalInterface
  public interface Runner {
    /**
     * Trains cells, each in its {@link Sweep#place}; on an interrupt it lets its trainings save and
     * end.
     *
     * @param sweep whose cells they are
     * @param waiting those that are not finished, in their order
     * @param ended is told every cell that has ended, and whether it failed
     */
    void train(Sweep sweep, List<SweepCell> waiting, BiConsumer<SweepCell, Boolean> ended)
        throws InterruptedException;
  }

  /** Trains in processes of this machine, so many at a time as the sweep says. */
  public static Runner processes(Worker worker) {
    return (sweep, waiting, ended) -> sweep.train(worker, new ArrayDeque<>(waiting), ended);
  }

  /**
   * Trains what is not yet trained.
   *
   * @param listener hears the table whenever it changes
   * @return the table
   * @throws InvalidRecipeException if a run began with other settings than its cell has now;
   *     nothing has been started then
   * @throws InvalidDataException if the folder holds a {@code table.csv} that is no sweep's
   */
  public List<SweepCellResult> run(Runner runner, Consumer<List<SweepCellResult>> listener)
      throws InterruptedException {
    return train(
        runner,
        table -> {
          write(table);
          listener.accept(table);
        });
  }

  /**
   * As {@link #run}, without {@code table.csv}: for some cells of a sweep whose others are trained
   * by other processes in the same folder.
   */
  public List<SweepCellResult> train(Runner runner, Consumer<List<SweepCellResult>> listener)
      throws InterruptedException {
    create();
    cells.forEach(cell -> requireSameRecipe(cell, place(cell)));
    Set<SweepCell> failed = new HashSet<>();
    listener.accept(table(failed));
    runner.train(
        this,
        unfinished(),
        (cell, failure) -> {
          if (failure) {
            failed.add(cell);
          }
          listener.accept(table(failed));
        });
    return table(failed);
  }

  private void train(Worker worker, Queue<SweepCell> waiting, BiConsumer<SweepCell, Boolean> ended)
      throws InterruptedException {
    Map<SweepCell, Process> working = new LinkedHashMap<>();
    try {
      while (!waiting.isEmpty() || !working.isEmpty()) {
        while (working.size() < jobs && !waiting.isEmpty()) {
          SweepCell cell = waiting.remove();
          working.put(cell, start(worker, cell));
        }
        Thread.sleep(POLL_MILLIS);
        Map<SweepCell, Process> done = new HashMap<>(working);
        done.values().removeIf(Process::isAlive);
        for (Map.Entry<SweepCell, Process> entry : done.entrySet()) {
          working.remove(entry.getKey());
          ended.accept(entry.getKey(), entry.getValue().exitValue() != 0);
        }
      }
    } catch (InterruptedException e) {
      awaitSaved(working.values());
      throw e;
    } finally {
      // A friendly signal: a training saves a checkpoint on it.
      working.values().forEach(Process::destroy);
    }
  }

  /**
   * Where the system has no friendly signal (Windows), what has stopped this program has stopped
   * the trainings too: they get a while to save.
   */
  private static void awaitSaved(Collection<Process> trainings) throws InterruptedException {
    long until = System.nanoTime() + LONGEST_SAVE_NANOS;
    for (Process training : trainings) {
      if (!training.supportsNormalTermination()) {
        training.waitFor(until - System.nanoTime(), TimeUnit.NANOSECONDS);
      }
    }
  }

  /**
   * Refuses runs that began with other settings or on other faces than their cells have now.
   *
   * @param sha256 of a cell's {@linkplain org.wingloss.training.run.TrainingSet#sha256 faces};
   *     asked only where a run has begun
   * @param data where the faces lie
   * @throws InvalidRecipeException naming the run and the settings
   * @throws InvalidDataException naming the run of other faces
   */
  public void requireSame(Function<SweepCell, String> sha256, Path data) {
    cells.forEach(cell -> requireSameRecipe(cell, place(cell)));
    for (SweepCell cell : cells) {
      RunFolder run = place(cell);
      if (run.exists()
          && !Provenance.read(run.provenance()).dataSha256().equals(sha256.apply(cell))) {
        throw InvalidDataException.in(
            run.path(),
            "was trained on other faces, or with another scheme, than %s has now; give its own, or"
                    .formatted(data)
                + " another --out");
      }
    }
  }

  private static void requireSameRecipe(SweepCell cell, RunFolder run) {
    if (!run.exists()) {
      return;
    }
    run.changeOf(cell.read())
        .ifPresent(
            change -> {
              throw new InvalidRecipeException(
                  "%s: %s; give the same settings again, or another folder"
                      .formatted(run.path(), change));
            });
  }

  private Process start(Worker worker, SweepCell cell) {
    RunFolder run = place(cell);
    try {
      return worker.start(cell, run.path(), run.exists(), log(cell));
    } catch (IOException e) {
      throw new UncheckedIOException("a worker cannot be started", e);
    }
  }

  /** The cells whose training has not come to its end. */
  public List<SweepCell> unfinished() {
    return cells.stream().filter(cell -> !place(cell).isFinished()).toList();
  }

  /** A cell's run folder. */
  public RunFolder place(SweepCell cell) {
    return new RunFolder(folder.resolve(cell.name()));
  }

  /** What a cell's process printed. */
  public Path log(SweepCell cell) {
    return folder.resolve(cell.name() + LOG);
  }

  private void create() {
    requireOwnTable();
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw InvalidDataException.in(folder, "cannot be written: " + e.getMessage(), e);
    }
  }

  /** A file of that name that no sweep has written is somebody's own. */
  private void requireOwnTable() {
    if (!Files.exists(tableFile())) {
      return;
    }
    try (BufferedReader lines = TextFile.reader(tableFile())) {
      if (!HEADER.equals(lines.readLine())) {
        throw InvalidDataException.in(
            tableFile(),
            "is no table of a sweep and would be lost: expected the first line '%s'; choose another folder"
                .formatted(HEADER));
      }
    } catch (IOException e) {
      throw FileFailure.unreadable(tableFile(), e);
    }
  }

  private Path tableFile() {
    return folder.resolve("table.csv");
  }

  private List<SweepCellResult> table(Set<SweepCell> failed) {
    List<SweepCellResult> table = new ArrayList<>();
    for (SweepCell cell : cells) {
      table.add(SweepCellResult.of(cell, place(cell), failed.contains(cell)));
    }
    return table;
  }

  private void write(List<SweepCellResult> table) {
    StringBuilder csv = new StringBuilder(HEADER + "\n");
    for (SweepCellResult row : table) {
      csv.append(
          NumberText.format(
              "\"%s\",%s,%d,%s,%s\n",
              row.cell(), row.state(), row.step(), number(row.loss()), number(row.nme())));
    }
    AtomicFile.write(tableFile(), csv.toString());
  }

  private static String number(double value) {
    return Double.isNaN(value) ? "" : Double.toString(value);
  }
}
