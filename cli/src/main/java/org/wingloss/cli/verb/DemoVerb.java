package org.wingloss.cli.verb;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.wingloss.cli.experiment.Demo;
import org.wingloss.cli.experiment.DemoTable;
import org.wingloss.cli.experiment.TrainingProcess;
import org.wingloss.cli.option.Arguments;
import org.wingloss.cli.option.JobsOptions;
import org.wingloss.cli.option.OutputOptions;
import org.wingloss.cli.option.SeedOption;
import org.wingloss.cli.terminal.ExitCode;
import org.wingloss.cli.terminal.SweepInterrupt;
import org.wingloss.evaluation.report.ReportFiles;
import org.wingloss.training.sweep.Sweep;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code demo}: the main job in miniature, on synthetic faces, in minutes. */
@Command(
    name = "demo",
    header = "losses and two stages compared on synthetic faces",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Renders synthetic faces, trains the paper's losses on them, compares them on the same test"
            + " faces and writes a report. The same seed gives the same numbers.",
    footer = {"", "Example:", "  wingloss demo --out demo"})
final class DemoVerb implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = {"-o", "--out"},
      paramLabel = "DIR",
      defaultValue = "demo",
      description = "Where everything goes; must be empty or absent (default: ${DEFAULT-VALUE}).")
  private Path out;

  @Mixin private SeedOption seed;

  @Mixin private OutputOptions output;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Arguments.requireNew(out);
    Optional<Demo.Result> done =
        SweepInterrupt.watch(
            () ->
                new Demo(out, seed.seed())
                    .run(
                        JobsOptions.onePerCore(Demo.MODELS),
                        this::worker,
                        output::say,
                        output::warn),
            output::say);
    if (done.isEmpty()) {
      return ExitCode.UNEXPECTED;
    }
    Demo.Result result = done.get();
    output.printValue(
        DemoTable.document(result, seed.seed()),
        () ->
            "%s%nreport: %s%ndrawings: %s"
                .formatted(
                    DemoTable.of(result),
                    out.resolve(ReportFiles.PAGE),
                    result.builtIn().folder()));
    return ExitCode.OK;
  }

  private Sweep.Worker worker(Path data) {
    return new TrainingProcess(
        spec.root().userObject().getClass(), List.of("--data", data.toString()), "cpu", 1);
  }
}
