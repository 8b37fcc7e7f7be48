package org.wingloss.cli.verb;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.wingloss.cli.option.FilesToScoreOptions;
import org.wingloss.cli.option.OutputOptions;
import org.wingloss.cli.option.ReportOption;
import org.wingloss.cli.option.ScoringOptions;
import org.wingloss.cli.prediction.PredictionFiles;
import org.wingloss.cli.terminal.ExitCode;
import org.wingloss.cli.terminal.UsageException;
import org.wingloss.evaluation.report.SummaryJson;
import org.wingloss.evaluation.report.SummaryText;
import org.wingloss.evaluation.report.content.Report;
import org.wingloss.evaluation.report.content.Summary;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Scores anybody's prediction file. */
@Command(
    name = "score",
    header = "anybody's prediction file: NME, CED, AUC, FR",
    mixinStandardHelpOptions = true,
    description = "Scores predictions of any origin against ground truth: NME, CED, AUC, FR.",
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
  @Mixin private FilesToScoreOptions files;
  @Mixin private ScoringOptions scoring;
  @Mixin private ReportOption report;
  @Mixin private OutputOptions output;

  @Override
  public Integer call() {
    if (files.predictions().size() > 1) {
      throw new UsageException("score takes --predictions once; compare takes several");
    }
    Optional<Path> folder = report.folder();
    Path predictions = files.predictions().get(0);
    PredictionFiles scored = PredictionFiles.of(files);
    String name = predictions.getFileName().toString();
    Summary summary = scored.summaries(List.of(name), scoring).get(0);
    folder.ifPresent(out -> report.write(content(name, summary, scored), output));
    output.print(() -> SummaryJson.text(summary), () -> SummaryText.of(List.of(summary)));
    return ExitCode.OK;
  }

  private Report content(String name, Summary summary, PredictionFiles scored) {
    String title = name + " against " + files.truth().getFileName();
    return new Report(
        title, List.of(summary), List.of(), scored.examples(summary), Optional.empty(), List.of());
  }
}
