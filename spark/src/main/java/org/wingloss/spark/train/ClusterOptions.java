package org.wingloss.spark.train;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.wingloss.cli.option.Arguments;
import org.wingloss.cli.option.DeviceOption;
import org.wingloss.cli.terminal.UsageException;
import org.wingloss.spark.session.SparkOptions;
import org.wingloss.training.sweep.Sweep;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where cells are trained, and what of a machine each gets. */
final class ClusterOptions {
  /** Set by {@code wingloss spark}: the folder of the launcher that was called. */
  private static final String PROGRAM = "wingloss.program";

  @Option(
      names = "--cores-per-cell",
      paramLabel = "N",
      defaultValue = "1",
      description = "Cores of each training (default: ${DEFAULT-VALUE}).")
  private int cores;

  @Option(
      names = "--program",
      paramLabel = "LAUNCHER",
      description =
          "The launcher of an installed wingloss, at the same place on every machine (default: the"
              + " one that was called; needed with spark-submit).")
  private Path program;

  @Mixin private DeviceOption device;

  @Mixin private SparkOptions spark;

  /**
   * Checks what was typed.
   *
   * @throws UsageException if a number is out of range or no program is known
   */
  void check() {
    Arguments.within(1, Arguments.MOST_THREADS, "--cores-per-cell", cores);
    launcher();
  }

  /**
   * Trains on the cluster; a session is opened only where there is something to train.
   *
   * @param verb which trains
   * @param data the options that name the data set
   */
  Sweep.Runner runner(String verb, List<String> data) {
    CellTask task =
        new CellTask(
            launcher().toString(),
            data,
            device.device(),
            cores,
            Path.of("").toAbsolutePath().toString());
    return (sweep, waiting, ended) -> {
      if (!waiting.isEmpty()) {
        SparkSession session = spark.open(verb, settings());
        try {
          new ClusterRunner(session.sparkContext(), task).train(sweep, waiting, ended);
        } finally {
          session.stop();
        }
      }
    };
  }

  private Map<String, String> settings() {
    // Two attempts at a cell at once would wait for each other.
    return Map.of("spark.task.cpus", Integer.toString(cores), "spark.speculation", "false");
  }

  private Path launcher() {
    if (program != null) {
      return program.toAbsolutePath();
    }
    String called = System.getProperty(PROGRAM);
    if (called == null) {
      throw new UsageException(
          "--program is needed: the launcher of an installed wingloss, at the same place on every"
              + " machine");
    }
    return Path.of(called, "wingloss").toAbsolutePath();
  }
}
