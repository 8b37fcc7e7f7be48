package org.wingloss.spark.score;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.apache.spark.sql.SparkSession;
import org.wingloss.cli.option.OutputOptions;
import org.wingloss.cli.option.ReportOption;
import org.wingloss.cli.option.ScoringOptions;
import org.wingloss.cli.prediction.PredictionNames;
import org.wingloss.cli.terminal.ExitCode;
import org.wingloss.data.scheme.LandmarkScheme;
import org.wingloss.evaluation.report.ComparisonText;
import org.wingloss.evaluation.report.ReportJson;
import org.wingloss.evaluation.report.SummaryJson;
import org.wingloss.evaluation.report.SummaryText;
import org.wingloss.evaluation.report.content.Report;
import org.wingloss.evaluation.report.content.RunComparison;
import org.wingloss.evaluation.report.content.Summary;
import org.wingloss.evaluation.score.Scorer;
import org.wingloss.spark.session.SparkOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code wingloss spark score}: metrics from tables of any size. */
@Command(
    name = "score",
    header = "metrics and paired tests from tables of any size",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Scores a table of predictions against a table of ground truth and prints what score prints;"
          + " of several tables of predictions, what compare prints. The numbers are the same to the"
          + " bit, however the tables are cut and whichever machines did the work.",
      "A table is JSON Lines or Parquet, a file or a folder of parts, with the columns id,"
          + " landmarks and, as they are needed, box, subsets, hidden, image."
    },
    footer = {
      "",
      "Examples:",
      "  wingloss spark score --truth truth.jsonl --predictions faces/ --scheme 300w-68",
      "  wingloss spark score --truth hdfs://host/truth --predictions hdfs://host/a \\",
      "    --predictions hdfs://host/b --norm box-size --json",
      "",
      "Exit codes: 0 ok, 2 usage, 4 a table that cannot be used."
    })
public final class SparkScoreVerb implements Callable<Integer> {
  /** Arrays of bytes travel as they are. */
  private static final Map<String, String> SETTINGS =
      Map.of(
          "spark.serializer", "org.apache.spark.serializer.KryoSerializer",
          "spark.driver.maxResultSize", "0");

  @Option(
      names = "--truth",
      required = true,
      paramLabel = "TABLE",
      description = "The ground truth.")
  private String truth;

  @Option(
      names = "--predictions",
      required = true,
      paramLabel = "TABLE",
      description = "Predictions, matched by equal ids; two or more are compared.")
  private List<String> predictions;

  @Option(
      names = "--scheme",
      paramLabel = "S",
      description =
          "The landmark scheme, a name such as 300w-68 (default: the known one with as many"
              + " landmarks).")
  private String scheme;

  @Mixin private ScoringOptions scoring;

  @Mixin private ReportOption report;

  @Mixin private SparkOptions spark;

  @Mixin private OutputOptions output;

  @Override
  public Integer call() throws IOException {
    Optional<Path> folder = report.folder();
    List<String> names = PredictionNames.of(predictions);
    ScoreJob job = ScoreJob.of(truth, predictions);
    List<Summary> runs;
    try (SparkSession session = spark.open("score", SETTINGS)) {
      String landmarks = scheme == null ? job.scheme(session).name() : scheme;
      LandmarkScheme known = LandmarkScheme.of(landmarks);
      scoring.require(known);
      List<Scorer.Matched> scored = job.run(session, landmarks, scoring.norms(known));
      runs =
          IntStream.range(0, scored.size())
              .mapToObj(k -> scoring.summary(names.get(k), scored.get(k)))
              .toList();
    }
    Report all = content(runs);
    folder.ifPresent(out -> report.write(all, output));
    Summary one = runs.get(0);
    if (runs.size() == 1) {
      output.print(() -> SummaryJson.text(one), () -> SummaryText.of(runs));
    } else {
      output.print(() -> ReportJson.text(all), () -> ComparisonText.of(all));
    }
    return ExitCode.OK;
  }

  private Report content(List<Summary> runs) {
    String title =
        runs.size() == 1
            ? runs.get(0).name() + " against " + PredictionNames.last(truth)
            : String.join(" against ", runs.stream().map(Summary::name).toList());
    return new Report(
        title,
        runs,
        runs.size() == 1 ? List.of() : RunComparison.ofAllPairs(runs),
        List.of(),
        Optional.empty(),
        List.of());
  }
}
