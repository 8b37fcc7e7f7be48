package org.wingloss.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.wingloss.data.scheme.LandmarkScheme;
import org.wingloss.evaluation.check.Checks;
import org.wingloss.evaluation.input.FaceFiles;
import org.wingloss.evaluation.input.FaceSource;
import org.wingloss.evaluation.report.Summary;
import org.wingloss.evaluation.report.SummaryJson;
import org.wingloss.evaluation.report.SummaryText;
import org.wingloss.evaluation.score.Scorer;
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

  @Override
  public Integer call() {
    LandmarkScheme landmarks = LandmarkScheme.of(scheme);
    Scorer scorer = new Scorer(landmarks, scoring.norms(landmarks));
    Scorer.Matched matched;
    try (FaceSource truthFaces = FaceFiles.truth(truth, landmarks);
        FaceSource predicted = FaceFiles.predictions(predictions, truth, landmarks)) {
      matched = scorer.score(truthFaces, predicted);
    }
    Summary summary =
        Summary.of(
            predictions.getFileName().toString(),
            matched.scores(),
            scoring.thresholds(),
            scoring.bootstrap(),
            new ArrayList<>(Checks.matching(matched.rule(), matched.extra())));
    PrintWriter out = spec.commandLine().getOut();
    out.println(json ? SummaryJson.text(summary) : SummaryText.of(List.of(summary)));
    out.flush();
    return ExitCode.OK;
  }
}
