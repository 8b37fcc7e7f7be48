package org.wingloss.cli.verb;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.wingloss.cli.experiment.TrainingProcess;
import org.wingloss.cli.option.DataOption;
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
import org.wingloss.cli.terminal.ExitCode;
import org.wingloss.cli.terminal.SweepInterrupt;
import org.wingloss.cli.terminal.SweepProgress;
import org.wingloss.training.sweep.Sweep;
import org.wingloss.training.sweep.SweepCell;
import org.wingloss.training.sweep.SweepCellResult;
import org.wingloss.training.sweep.SweepGrid;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
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

  @Mixin private JobsOptions jobs;

  @Mixin private ShardOption sharding;

  @Mixin private OutputOptions output;

  @Override
  public Integer call() throws InterruptedException {
    Optional<Shard> shard = sharding.of(out, output);
    List<SweepCell> cells = SweepGrid.read(grid).cells();
    return shard.isPresent() ? writePart(cells, shard.get()) : run(cells);
  }

  private int run(List<SweepCell> cells) throws InterruptedException {
    Sweep sweep = new Sweep(cells, out, jobs.jobs(cells.size()));
    List<SweepCellResult> table = watched(() -> sweep.run(worker(), progress()));
    output.printValue(Map.of("cells", table), () -> text(table));
    return exit(table);
  }

  private interface Work {
    List<SweepCellResult> run() throws InterruptedException;
  }

  private static List<SweepCellResult> watched(Work work) throws InterruptedException {
    SweepInterrupt watch = SweepInterrupt.ofThisThread();
    try {
      return work.run();
    } finally {
      watch.close();
    }
  }

  private TrainingProcess worker() {
    return new TrainingProcess(
        spec.root().userObject().getClass(), data.arguments(), jobs.device(), 1);
  }

  private SweepProgress progress() {
    return new SweepProgress(output::say);
  }

  private int exit(List<SweepCellResult> table) {
    boolean failed = table.stream().anyMatch(row -> row.state().equals("failed"));
    if (failed) {
      output.warn("some cells failed; each has a log beside its folder");
    }
    return failed ? ExitCode.UNEXPECTED : ExitCode.OK;
  }

  /** The cells of a shard are trained into their run folders; the part only lists them. */
  private int writePart(List<SweepCell> cells, Shard own) throws InterruptedException {
    ShardedWork work = work(cells);
    List<Integer> places = work.places(own);
    List<SweepCell> some = places.stream().map(cells::get).toList();
    Sweep sweep = new Sweep(some, out, jobs.jobs(some.size()));
    List<SweepCellResult> table = watched(() -> sweep.train(worker(), progress()));
    try (PartWriter part = new PartWriter(own.part(out), work, own, places.size())) {
      TrainedCell.write(part, places, some, cell -> sweep.place(cell).isFinished());
    }
    output.say(
        "shard %s: %d of %d cells in %s".formatted(own, some.size(), cells.size(), own.part(out)));
    return exit(table);
  }

  private ShardedWork work(List<SweepCell> cells) {
    Map<String, String> content = new LinkedHashMap<>();
    if (!SweepGrid.BUNDLED.contains(grid)) {
      content.put("--grid", TypedCommand.content(Path.of(grid)));
    }
    TrainedCell.putRecipes(cells, content);
    return sharding.work(content, cells.stream().map(SweepCell::name).toList());
  }

  @Override
  public int merge(Parts parts) {
    List<SweepCell> cells = SweepGrid.read(grid).cells();
    parts.require(work(cells));
    Sweep sweep = new Sweep(cells, out, 1);
    TrainedCell.requireFinished(parts, cells, cell -> sweep.place(cell).isFinished());
    try {
      return run(cells); // Nothing is left to train.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return ExitCode.UNEXPECTED;
    }
  }

  private static String text(List<SweepCellResult> table) {
    int width = table.stream().mapToInt(row -> row.cell().length()).max().orElse(4);
    String columns = "%-" + width + "s  %-8s  %8s  %9s  %7s";
    List<String> lines = new ArrayList<>();
    lines.add(columns.formatted("cell", "state", "step", "loss", "NME %"));
    for (SweepCellResult row : table) {
      lines.add(
          columns.formatted(
              row.cell(),
              row.state(),
              row.step(),
              number("%.2f", row.loss()),
              number("%.3f", row.nme())));
    }
    return String.join(System.lineSeparator(), lines);
  }

  private static String number(String form, double value) {
    return Double.isNaN(value) ? "" : String.format(Locale.ROOT, form, value);
  }
}
