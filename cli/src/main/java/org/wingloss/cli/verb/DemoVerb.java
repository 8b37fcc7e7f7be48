package org.wingloss.cli.verb;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.wingloss.cli.experiment.Demo;
import org.wingloss.cli.experiment.DemoTable;
import org.wingloss.cli.terminal.ExitCode;
import org.wingloss.cli.terminal.TrainingProgress;
import org.wingloss.cli.terminal.UsageException;
import org.wingloss.data.format.StrictJson;
import org.wingloss.evaluation.report.SummaryJson;
import org.wingloss.evaluation.report.content.Summary;
import org.wingloss.training.run.RunFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code demo}: the main job in miniature, on synthetic faces, in minutes. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Draws synthetic faces, trains the paper's losses on them, compares them on the same",
      "test faces and writes a report. The same seed gives the same numbers."
    },
    footer = {"", "Example:", "  wingloss demo --out demo"})
final class DemoVerb implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "demo",
      description = "Where everything goes; must be empty or absent (default: ${DEFAULT-VALUE}).")
  private Path out;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Decides the faces and the trainings (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(names = "--json", description = "Print one JSON document and nothing else.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    if (!new RunFolder(out).isFree()) {
      throw new UsageException("--out %s is not empty; name another folder".formatted(out));
    }
    PrintWriter err = spec.commandLine().getErr();
    List<Summary> rows =
        new Demo(out, seed)
            .run(
                line -> {
                  err.println(line);
                  err.flush();
                },
                score -> new TrainingProgress(err, score));
    PrintWriter print = spec.commandLine().getOut();
    print.println(json ? json(rows) : DemoTable.of(rows));
    if (!json) {
      print.printf("%nreport: %s%n", out.resolve("report.html"));
    }
    print.flush();
    return ExitCode.OK;
  }

  private String json(List<Summary> rows) throws IOException {
    ObjectMapper mapper = StrictJson.mapper();
    ObjectNode document = mapper.createObjectNode();
    document.put("seed", seed);
    ArrayNode runs = document.putArray("runs");
    for (Summary summary : rows) {
      runs.add(mapper.readTree(SummaryJson.text(summary)));
    }
    return mapper.writeValueAsString(document);
  }
}
