package org.wingloss.cli.verb;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.wingloss.cli.experiment.SweepOptions;
import org.wingloss.cli.experiment.SweepTable;
import org.wingloss.cli.experiment.TrainingProcess;
import org.wingloss.cli.option.JobsOptions;
import org.wingloss.cli.option.OutputOptions;
import org.wingloss.cli.option.ShardOption;
import org.wingloss.cli.shard.PartWriter;
import org.wingloss.cli.shard.Parts;
import org.wingloss.cli.shard.Shard;
import org.wingloss.cli.shard.ShardedVerb;
import org.wingloss.cli.shard.ShardedWork;
import org.wingloss.cli.shard.TrainedCell;
import org.wingloss.cli.shard.TypedCommand;
import org.wingloss.cli.terminal.SweepInterrupt;
import org.wingloss.cli.terminal.SweepProgress;
import org.wingloss.training.sweep.Sweep;
import org.wingloss.training.sweep.SweepCell;
import org.wingloss.training.sweep.SweepCellResult;
import org.wingloss.training.sweep.SweepGrid;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code sweep}: a grid of trainings, each a normal run. */
@Command(
    name = "sweep",
    header = "train a grid of settings",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Train every cell of a grid, several at a time; started again, go on.",
    footer = {
      "",
      "Example:",
      "  wingloss sweep --grid 300w-losses --data 300w --out sweeps/losses --jobs 2"
    })
final class SweepVerb implements Callable<Integer>, ShardedVerb {
  @Spec private CommandSpec spec;

  @Mixin private SweepOptions sweep;

  @Mixin private JobsOptions jobs;

  @Mixin private ShardOption sharding;

  @Mixin private OutputOptions output;

  @Override
  public Integer call() throws InterruptedException {
    Optional<Shard> shard = sharding.of(sweep.out(), output);
    jobs.requireDevice();
    List<SweepCell> cells = sweep.cells();
    return shard.isPresent()
        ? writePart(cells, shard.get())
        : run(sweep.trainings(cells, jobs.jobs(cells.size())));
  }

  private int run(Sweep trainings) throws InterruptedException {
    List<SweepCellResult> table =
        SweepInterrupt.watch(() -> trainings.run(runner(), progress()), output::say);
    return SweepTable.print(table, output);
  }

  private Sweep.Runner runner() {
    return Sweep.processes(
        new TrainingProcess(
            spec.root().userObject().getClass(), sweep.dataArguments(), jobs.device(), 1));
  }

  private SweepProgress progress() {
    return new SweepProgress(output::say);
  }

  /** The cells of a shard are trained into their run folders; the part only lists them. */
  private int writePart(List<SweepCell> cells, Shard own) throws InterruptedException {
    ShardedWork work = work(cells);
    List<Integer> places = work.places(own);
    List<SweepCell> some = places.stream().map(cells::get).toList();
    Sweep trainings = sweep.trainings(some, jobs.jobs(some.size()));
    List<SweepCellResult> table =
        SweepInterrupt.watch(() -> trainings.train(runner(), progress()), output::say);
    try (PartWriter part = new PartWriter(own.part(sweep.out()), work, own, places.size())) {
      TrainedCell.write(part, places, trainings);
    }
    output.say(
        "shard %s: %d of %d cells in %s"
            .formatted(own, some.size(), cells.size(), own.part(sweep.out())));
    return SweepTable.exit(table, output);
  }

  private ShardedWork work(List<SweepCell> cells) {
    Map<String, String> content = new LinkedHashMap<>();
    if (!SweepGrid.BUNDLED.contains(sweep.grid())) {
      content.put("--grid", TypedCommand.content(Path.of(sweep.grid())));
    }
    TrainedCell.putRecipes(cells, content);
    return sharding.work(content, cells.stream().map(SweepCell::name).toList());
  }

  @Override
  public int merge(Parts parts) throws InterruptedException {
    List<SweepCell> cells = sweep.cells();
    parts.require(work(cells));
    Sweep trainings = new Sweep(cells, sweep.out(), 1);
    TrainedCell.requireFinished(parts, trainings);
    return run(trainings); // Nothing is left to train, and each shard knew its faces.
  }
}
