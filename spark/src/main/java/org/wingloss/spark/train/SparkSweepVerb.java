package org.wingloss.spark.train;

import java.util.List;
import java.util.concurrent.Callable;
import org.wingloss.cli.experiment.SweepOptions;
import org.wingloss.cli.experiment.SweepTable;
import org.wingloss.cli.option.OutputOptions;
import org.wingloss.cli.terminal.SweepInterrupt;
import org.wingloss.cli.terminal.SweepProgress;
import org.wingloss.training.sweep.Sweep;
import org.wingloss.training.sweep.SweepCellResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

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
  @Mixin private SweepOptions sweep;

  @Mixin private ClusterOptions cluster;

  @Mixin private OutputOptions output;

  @Override
  public Integer call() throws InterruptedException {
    cluster.check();
    Sweep trainings = sweep.trainings(sweep.cells(), 1);
    List<SweepCellResult> table =
        SweepInterrupt.watch(
            () ->
                trainings.run(
                    cluster.runner("sweep", sweep.dataArguments()), new SweepProgress(output::say)),
            output::say);
    return SweepTable.print(table, output);
  }
}
