package org.wingloss.cli.verb;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.wingloss.cli.option.OutFolder;
import org.wingloss.cli.option.ScoringOptions;
import org.wingloss.cli.prediction.PredictionFiles;
import org.wingloss.cli.terminal.ExitCode;
import org.wingloss.data.scheme.LandmarkScheme;
import org.wingloss.evaluation.report.ReportFiles;
import org.wingloss.evaluation.report.SummaryJson;
import org.wingloss.evaluation.report.SummaryText;
import org.wingloss.evaluation.report.content.Report;
import org.wingloss.evaluation.report.content.Summary;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Scores anybody's prediction file. */
@Command(
    name = "score",
    mixinStandardHelpOptions = true,
    description = "Scores prediction files of any origin against a truth.",
    footer = {
      "",
      "Formats of both files, told apart by content: JSON Lines",
      "{\"id\":…,\"landmarks\":[[x,y],…],\"box\":[l,t,r,b],\"subsets\":[…]}, a folder of .pts,",
      "CSV (id,x0,y0,…), SPIGA's JSON list, COCO or mmpose keypoint JSON.",
      "",
      "Example:",
      "  wingloss score --truth truth.jsonl --predictions mine.jsonl \\",
      "    --scheme 300w-68 --norm inter-ocular --threshold 8"
    })
final class ScoreVerb implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(names = "--truth", required = true, paramLabel = "FILE", description = "The truth.")
  private Path truth;

  @Option(
      names = "--predictions",
      required = true,
      paramLabel = "FILE",
      description = "The predictions, matched by id.")
  private Path predictions;

  @Option(
      names = "--scheme",
      required = true,
      paramLabel = "S",
      description = "The landmark scheme: a name such as 300w-68, or a file.")
  private String scheme;

  @Mixin private ScoringOptions scoring;

  @Option(names = "--json", description = "Print one JSON document and nothing else.")
  private boolean json;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Write report.html, report.md and metrics.json there.")
  private Path out;

  @Option(
      names = "--images",
      paramLabel = "DIR",
      description = "Where the pictures that the truth names lie. Default: beside the truth.")
  private Path images;

  @Override
  public Integer call() {
    if (out != null) {
      OutFolder.check(out);
    }
    PredictionFiles files = new PredictionFiles(truth, images, LandmarkScheme.of(scheme));
    String name = predictions.getFileName().toString();
    Summary summary = files.summaries(List.of(predictions), List.of(name), scoring).get(0);
    if (out != null) {
      ReportFiles.write(
          new Report(
              name + " against " + truth.getFileName(),
              List.of(summary),
              List.of(),
              files.examples(predictions, summary),
              Optional.empty(),
              List.of()),
          out);
      spec.commandLine().getErr().println("report: " + out.resolve("report.html"));
    }
    PrintWriter answer = spec.commandLine().getOut();
    answer.println(json ? SummaryJson.text(summary) : SummaryText.of(List.of(summary)));
    answer.flush();
    return ExitCode.OK;
  }
}
