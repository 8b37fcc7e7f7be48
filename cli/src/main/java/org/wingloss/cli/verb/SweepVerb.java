package org.wingloss.cli.verb;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.wingloss.cli.experiment.TrainingProcess;
import org.wingloss.cli.terminal.ExitCode;
import org.wingloss.cli.terminal.SweepInterrupt;
import org.wingloss.cli.terminal.SweepProgress;
import org.wingloss.cli.terminal.UsageException;
import org.wingloss.data.format.StrictJson;
import org.wingloss.training.sweep.Sweep;
import org.wingloss.training.sweep.SweepCellResult;
import org.wingloss.training.sweep.SweepGrid;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sweep}: a grid of trainings, each a normal run. */
@Command(
    name = "sweep",
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

  @Option(
      names = "--data",
      required = true,
      paramLabel = "DIR",
      description = "The folder of the data set.")
  private Path data;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "Receives a run folder per cell and table.csv.")
  private Path out;

  @Option(
      names = "--jobs",
      paramLabel = "N",
      description = "Trainings at a time, one processor thread each (default: the processors).")
  private int jobs = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--device",
      defaultValue = "auto",
      paramLabel = "D",
      description = "As for train (default: ${DEFAULT-VALUE}).")
  private String device;

  @Option(names = "--json", description = "Print the table as one JSON document.")
  private boolean json;

  @Override
  public Integer call() throws InterruptedException, JsonProcessingException {
    if (jobs < 1) {
      throw new UsageException("--jobs must be >= 1 but was " + jobs);
    }
    PrintWriter err = spec.commandLine().getErr();
    SweepInterrupt watch = SweepInterrupt.ofThisThread();
    List<SweepCellResult> table;
    try {
      table =
          new Sweep(SweepGrid.read(grid).cells(), out, jobs)
              .run(
                  new TrainingProcess(spec.root().userObject().getClass(), data, device, 1),
                  new SweepProgress(
                      line -> {
                        err.println(line);
                        err.flush();
                      }));
    } finally {
      watch.close();
    }
    print(table);
    boolean failed = table.stream().anyMatch(row -> row.state().equals("failed"));
    if (failed) {
      err.println("some cells failed; each has a log beside its folder");
    }
    return failed ? ExitCode.UNEXPECTED : ExitCode.OK;
  }

  private void print(List<SweepCellResult> table) throws JsonProcessingException {
    PrintWriter print = spec.commandLine().getOut();
    if (json) {
      print.println(StrictJson.mapper().writeValueAsString(Map.of("cells", table)));
      return;
    }
    int width = table.stream().mapToInt(row -> row.cell().length()).max().orElse(4);
    print.printf(
        "%-" + width + "s  %-8s  %8s  %9s  %7s%n", "cell", "state", "step", "loss", "NME %");
    for (SweepCellResult row : table) {
      print.printf(
          "%-" + width + "s  %-8s  %8d  %9s  %7s%n",
          row.cell(),
          row.state(),
          row.step(),
          number("%.2f", row.loss()),
          number("%.3f", row.nme()));
    }
  }

  private static String number(String form, double value) {
    return Double.isNaN(value) ? "" : String.format(Locale.ROOT, form, value);
  }
}
