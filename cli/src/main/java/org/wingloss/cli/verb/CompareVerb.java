package org.wingloss.cli.verb;

import java.nio.file.Path;
import java.util.HashSet;
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
import org.wingloss.evaluation.report.ComparisonText;
import org.wingloss.evaluation.report.ReportJson;
import org.wingloss.evaluation.report.content.Report;
import org.wingloss.evaluation.report.content.RunComparison;
import org.wingloss.evaluation.report.content.Summary;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Tells whether two or more prediction files differ. */
@Command(
    name = "compare",
    header = "two or more models, or prediction files, face by face",
    mixinStandardHelpOptions = true,
    description =
        "Compares prediction files on the same ground truth, face by face: paired bootstrap"
            + " interval of the difference, Wilcoxon signed-rank test with Holm's correction, and"
            + " the smallest difference that the set could show. The first --norm decides"
            + " (default: the first that the ground truth allows).",
    footer = {
      "",
      "Example:",
      "  wingloss compare --truth truth.jsonl --predictions a.jsonl \\",
      "    --predictions b.jsonl --norm inter-ocular"
    })
final class CompareVerb implements Callable<Integer> {
  @Mixin private FilesToScoreOptions files;
  @Mixin private ScoringOptions scoring;
  @Mixin private ReportOption report;
  @Mixin private OutputOptions output;

  @Override
  public Integer call() {
    if (files.predictions().size() < 2) {
      throw new UsageException("compare needs --predictions at least twice");
    }
    Optional<Path> folder = report.folder();
    PredictionFiles scored = PredictionFiles.of(files);
    List<String> names = names(files.predictions());
    List<Summary> runs = scored.summaries(names, scoring);
    Report compared =
        new Report(
            String.join(" against ", names),
            runs,
            RunComparison.ofAllPairs(runs),
            folder.isEmpty() ? List.of() : scored.examples(runs.get(0)),
            Optional.empty(),
            List.of());
    folder.ifPresent(out -> report.write(compared, output));
    output.print(() -> ReportJson.text(compared), () -> ComparisonText.of(compared));
    return ExitCode.OK;
  }

  /** File names where they differ, else whole paths. */
  private static List<String> names(List<Path> files) {
    List<String> names = files.stream().map(f -> f.getFileName().toString()).toList();
    if (areDistinct(names)) {
      return names;
    }
    List<String> paths = files.stream().map(Path::toString).toList();
    if (!areDistinct(paths)) {
      throw new UsageException("--predictions names one file twice");
    }
    return paths;
  }

  private static boolean areDistinct(List<String> names) {
    return new HashSet<>(names).size() == names.size();
  }
}
