package org.wingloss.cli.verb;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.wingloss.cli.experiment.TrainingProcess;
import org.wingloss.cli.option.DataOption;
import org.wingloss.cli.option.JobsOptions;
import org.wingloss.cli.option.OutputOptions;
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
final class SweepVerb implements Callable<Integer> {
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

  @Mixin private OutputOptions output;

  @Override
  public Integer call() throws InterruptedException {
    List<SweepCell> cells = SweepGrid.read(grid).cells();
    Sweep sweep = new Sweep(cells, out, jobs.jobs(cells.size()));
    List<SweepCellResult> table;
    SweepInterrupt watch = SweepInterrupt.ofThisThread();
    try {
      table =
          sweep.run(
              new TrainingProcess(
                  spec.root().userObject().getClass(), data.arguments(), jobs.device(), 1),
              new SweepProgress(output::say));
    } finally {
      watch.close();
    }
    output.printValue(Map.of("cells", table), () -> text(table));
    boolean failed = table.stream().anyMatch(row -> row.state().equals("failed"));
    if (failed) {
      output.warn("some cells failed; each has a log beside its folder");
    }
    return failed ? ExitCode.UNEXPECTED : ExitCode.OK;
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
