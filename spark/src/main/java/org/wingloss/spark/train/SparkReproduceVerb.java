package org.wingloss.spark.train;

import java.util.concurrent.Callable;
import org.wingloss.cli.experiment.ReproducedTable;
import org.wingloss.cli.experiment.ReproductionRun;
import org.wingloss.cli.option.OutputOptions;
import org.wingloss.cli.terminal.SweepInterrupt;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code wingloss spark reproduce}: a table of the paper, trained on a cluster. */
@Command(
    name = "reproduce",
    header = "the paper's tables, trained on a cluster",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Trains the cells of a table of the paper as reproduce does, each as a task on one of the"
          + " cluster's machines; then this machine scores them and writes the report. Data and"
          + " --out must be at the same place on every machine, with locks that hold across"
          + " machines.",
      "A cell whose machine fails is taken up by another from its last checkpoint. Started again,"
          + " the verb goes on where it stood."
    },
    footer = {
      "",
      "Example:",
      "  wingloss spark reproduce table2 --data /shared/aflw --seeds 3 \\",
      "    --out /shared/table2 --master spark://host:7077 --cores-per-cell 4"
    })
public final class SparkReproduceVerb implements Callable<Integer> {
  @Mixin private ReproducedTable reproduced;

  @Mixin private ClusterOptions cluster;

  @Mixin private OutputOptions output;

  @Override
  public Integer call() throws InterruptedException {
    cluster.check();
    ReproductionRun run = reproduced.prepared(output::say);
    return ReproducedTable.report(
        run,
        SweepInterrupt.watch(
            () ->
                run.run(1, cluster.runner("reproduce", reproduced.dataArguments(run)), output::say),
            output::say),
        output);
  }
}
