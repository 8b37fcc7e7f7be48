package org.wingloss.cli.verb;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.wingloss.cli.experiment.Demo;
import org.wingloss.cli.experiment.DemoTable;
import org.wingloss.cli.option.OutputOptions;
import org.wingloss.cli.option.SeedOption;
import org.wingloss.cli.terminal.ExitCode;
import org.wingloss.cli.terminal.TrainingProgress;
import org.wingloss.cli.terminal.UsageException;
import org.wingloss.data.format.StrictJson;
import org.wingloss.evaluation.report.ReportFiles;
import org.wingloss.evaluation.report.SummaryJson;
import org.wingloss.evaluation.report.content.Summary;
import org.wingloss.training.run.RunFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code demo}: the main job in miniature, on synthetic faces, in minutes. */
@Command(
    name = "demo",
    header = "six models trained and compared on synthetic faces",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Renders synthetic faces, trains the paper's losses on them, compares them on the same test"
            + " faces and writes a report. The same seed gives the same numbers.",
    footer = {"", "Example:", "  wingloss demo --out demo"})
final class DemoVerb implements Callable<Integer> {
  @Option(
      names = {"-o", "--out"},
      paramLabel = "DIR",
      defaultValue = "demo",
      description = "Where everything goes; must be empty or absent (default: ${DEFAULT-VALUE}).")
  private Path out;

  @Mixin private SeedOption seed;

  @Mixin private OutputOptions output;

  @Override
  public Integer call() throws IOException {
    if (!new RunFolder(out).isFree()) {
      throw new UsageException("--out %s is not empty; name another folder".formatted(out));
    }
    List<Summary> rows =
        new Demo(out, seed.seed())
            .run(output::say, score -> new TrainingProgress(output.err(), score));
    output.printValue(
        document(rows),
        () -> "%s%n%nreport: %s".formatted(DemoTable.of(rows), out.resolve(ReportFiles.PAGE)));
    return ExitCode.OK;
  }

  private ObjectNode document(List<Summary> rows) throws IOException {
    ObjectNode document = StrictJson.mapper().createObjectNode();
    document.put("seed", seed.seed());
    ArrayNode runs = document.putArray("runs");
    for (Summary summary : rows) {
      runs.add(StrictJson.mapper().readTree(SummaryJson.text(summary)));
    }
    return document;
  }
}
