package org.wingloss.spark.train;

import java.io.File;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.spark.api.java.function.Function;
import org.wingloss.cli.experiment.TrainingProcess;
import org.wingloss.cli.terminal.ShutdownHooks;
import org.wingloss.data.InvalidDataException;
import org.wingloss.training.run.RunFolder;
import org.wingloss.training.sweep.SweepCell;

/**
 * Trains one cell on an executor, in a process of the installed program, and says with which code
 * that ended. A cell that is tried again goes on from its last checkpoint. While another training
 * is at work in its folder, such as one whose executor alone has died, it waits for that one.
 *
 * @param program the launcher, at the same place on every machine
 * @param data the options that name the data set
 * @param device as for {@code train}
 * @param threads of the engine
 * @param base the folder in which paths begin
 */
record CellTask(String program, List<String> data, String device, int threads, String base)
    implements Function<CellTask.Place, Integer> {
  private static final long POLL_MILLIS = 1000;
  private static final long SAVING_SECONDS = 60;

  /**
   * A cell on its way to an executor.
   *
   * @param run its run folder, which all machines share
   * @param log receives what its process prints
   */
  record Place(SweepCell cell, String run, String log) implements Serializable {
    static Place of(SweepCell cell, Path run, Path log) {
      return new Place(cell, run.toAbsolutePath().toString(), log.toAbsolutePath().toString());
    }
  }

  CellTask {
    data = List.copyOf(data);
  }

  @Override
  public Integer call(Place place) throws IOException, InterruptedException {
    RunFolder run = new RunFolder(Path.of(place.run()));
    while (true) {
      while (run.isAtWork()) {
        Thread.sleep(POLL_MILLIS);
      }
      if (run.isFinished()) {
        return 0;
      }
      int exit = train(place, run);
      // Another one may have begun between the look and the start, and even have ended.
      if (exit == 0 || !(run.isAtWork() || run.isFinished())) {
        return exit;
      }
    }
  }

  private int train(Place place, RunFolder run) throws InterruptedException {
    Process process = start(place, run);
    Thread ending = new Thread(process::destroy, "wingloss-training");
    Runtime.getRuntime().addShutdownHook(ending);
    try {
      return process.waitFor();
    } finally {
      end(process);
      ShutdownHooks.remove(ending);
    }
  }

  private Process start(Place place, RunFolder run) {
    List<String> command = new ArrayList<>(List.of(program));
    command.addAll(TrainingProcess.arguments(data, place.cell(), run.path()));
    command.addAll(List.of("--device", device, "--threads", Integer.toString(threads)));
    if (run.exists()) {
      command.add("--resume");
    }
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(new File(place.log())));
    builder.environment().putIfAbsent("JAVA_HOME", System.getProperty("java.home"));
    if (new File(base).isDirectory()) {
      builder.directory(new File(base));
    }
    try {
      return builder.start();
    } catch (IOException e) {
      throw new InvalidDataException(
          "%s cannot be started on every machine: %s".formatted(program, e.getMessage()), e);
    }
  }

  /** A friendly signal: a training saves a checkpoint on it. */
  private static void end(Process process) throws InterruptedException {
    if (process.isAlive()) {
      process.destroy();
      if (!process.waitFor(SAVING_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    }
  }
}
