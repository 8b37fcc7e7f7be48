package org.wingloss.spark.train;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.wingloss.cli.experiment.SweepTable;
import org.wingloss.cli.option.DataOption;
import org.wingloss.cli.option.OutputOptions;
import org.wingloss.cli.terminal.SweepInterrupt;
import org.wingloss.cli.terminal.SweepProgress;
import org.wingloss.training.sweep.Sweep;
import org.wingloss.training.sweep.SweepCellResult;
import org.wingloss.training.sweep.SweepGrid;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code wingloss spark sweep}: a grid of trainings on a cluster. */
@Command(
    name = "sweep",
    header = "train a grid of settings on a cluster",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Trains every cell of a grid as sweep does, each as a task on one of the cluster's machines."
          + " Data, grid and --out must be at the same place on every machine, with locks that hold"
          + " across machines.",
      "A cell whose machine fails is taken up by another from its last checkpoint and ends with the"
          + " same weights. Started again, the verb goes on where it stood."
    },
    footer = {
      "",
      "Example:",
      "  wingloss spark sweep --grid 300w-losses --data /shared/300w \\",
      "    --out /shared/losses --master spark://host:7077 --cores-per-cell 4"
    })
public final class SparkSweepVerb implements Callable<Integer> {
  @Option(
      names = "--grid",
      required = true,
      paramLabel = "FILE-or-name",
      description = "A grid file (recipe, set, grid) or the name of a bundled grid.")
  private String grid;

  @Mixin private DataOption data;

  @Option(
      names = {"-o", "--out"},
      required = true,
      paramLabel = "DIR",
      description = "Receives a run folder per cell and table.csv.")
  private Path out;

  @Mixin private ClusterOptions cluster;

  @Mixin private OutputOptions output;

  @Override
  public Integer call() throws InterruptedException {
    cluster.check();
    Sweep sweep = new Sweep(SweepGrid.read(grid).cells(), out, 1);
    List<SweepCellResult> table;
    SweepInterrupt watch = SweepInterrupt.ofThisThread();
    try {
      table = sweep.run(cluster.runner("sweep", data.arguments()), new SweepProgress(output::say));
    } finally {
      watch.close();
    }
    return SweepTable.print(table, output);
  }
}
