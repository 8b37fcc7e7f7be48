package org.wingloss.cli.verb;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.wingloss.cli.option.OutFolder;
import org.wingloss.cli.option.ScoringOptions;
import org.wingloss.cli.prediction.PredictionFiles;
import org.wingloss.cli.terminal.ExitCode;
import org.wingloss.cli.terminal.UsageException;
import org.wingloss.data.scheme.LandmarkScheme;
import org.wingloss.evaluation.input.FaceFiles;
import org.wingloss.evaluation.report.ComparisonText;
import org.wingloss.evaluation.report.ReportFiles;
import org.wingloss.evaluation.report.ReportJson;
import org.wingloss.evaluation.report.content.Comparisons;
import org.wingloss.evaluation.report.content.Report;
import org.wingloss.evaluation.report.content.Summary;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Tells whether two or more prediction files differ. */
@Command(
    name = "compare",
    mixinStandardHelpOptions = true,
    description = {
      "Compares prediction files on the same truth, face by face: paired bootstrap interval of the",
      "difference, Wilcoxon signed-rank test with Holm's correction, and the smallest difference",
      "that the set could show. The first --norm decides (default: the first that the truth allows)."
    },
    footer = {
      "",
      "Example:",
      "  wingloss compare --truth truth.jsonl --predictions a.jsonl --predictions b.jsonl \\",
      "    --scheme 300w-68 --norm inter-ocular"
    })
final class CompareVerb implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(names = "--truth", required = true, paramLabel = "FILE", description = "The truth.")
  private Path truth;

  @Option(
      names = "--predictions",
      required = true,
      paramLabel = "FILE",
      description = "Predictions, matched by id; give two or more.")
  private List<Path> predictions;

  @Option(
      names = "--scheme",
      paramLabel = "S",
      description = "The landmark scheme. Default: the known one with as many landmarks.")
  private String scheme;

  @Mixin private ScoringOptions scoring;

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

  @Option(names = "--json", description = "Print one JSON document and nothing else.")
  private boolean json;

  @Override
  public Integer call() {
    if (predictions.size() < 2) {
      throw new UsageException("compare needs --predictions at least twice");
    }
    if (out != null) {
      OutFolder.check(out);
    }
    PredictionFiles files = new PredictionFiles(truth, images, scheme());
    List<String> names = names(predictions);
    List<Summary> runs = files.summaries(predictions, names, scoring);
    Report report =
        new Report(
            String.join(" against ", names),
            runs,
            Comparisons.ofAllPairs(runs),
            out == null ? List.of() : files.examples(predictions.get(0), runs.get(0)),
            Optional.empty(),
            List.of());
    if (out != null) {
      ReportFiles.write(report, out);
      spec.commandLine().getErr().println("report: " + out.resolve("report.html"));
    }
    PrintWriter answer = spec.commandLine().getOut();
    answer.println(json ? ReportJson.text(report) : ComparisonText.of(report));
    answer.flush();
    return ExitCode.OK;
  }

  private LandmarkScheme scheme() {
    return scheme == null ? FaceFiles.schemeOf(truth) : LandmarkScheme.of(scheme);
  }

  /** File names where they differ, else whole paths, else numbered. */
  private static List<String> names(List<Path> files) {
    List<String> names = files.stream().map(f -> f.getFileName().toString()).toList();
    if (new LinkedHashSet<>(names).size() == names.size()) {
      return names;
    }
    List<String> paths = files.stream().map(Path::toString).toList();
    Set<String> distinct = new LinkedHashSet<>(paths);
    if (distinct.size() != paths.size()) {
      throw new UsageException("--predictions names one file twice");
    }
    return paths;
  }
}
