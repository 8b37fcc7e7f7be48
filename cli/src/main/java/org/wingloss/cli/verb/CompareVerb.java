package org.wingloss.cli.verb;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.wingloss.cli.experiment.ComparisonOptions;
import org.wingloss.cli.experiment.ModelComparison;
import org.wingloss.cli.option.FilesToScoreOptions;
import org.wingloss.cli.option.ModelsToCompareOptions;
import org.wingloss.cli.option.OutputOptions;
import org.wingloss.cli.option.ReportOption;
import org.wingloss.cli.option.ScoringOptions;
import org.wingloss.cli.prediction.PredictionFiles;
import org.wingloss.cli.prediction.PredictionNames;
import org.wingloss.cli.terminal.ExitCode;
import org.wingloss.evaluation.report.ComparisonText;
import org.wingloss.evaluation.report.ReportJson;
import org.wingloss.evaluation.report.content.ComparedMethod;
import org.wingloss.evaluation.report.content.Report;
import org.wingloss.evaluation.report.content.Summary;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Tells whether two or more models, or prediction files, differ. */
@Command(
    name = "compare",
    header = "two or more models, or prediction files, face by face",
    mixinStandardHelpOptions = true,
    description =
        "Compares trained models on a split of a data set, or prediction files on the same ground"
            + " truth, face by face: paired bootstrap interval of the difference, Wilcoxon signed-rank test with Holm's correction, and"
            + " the smallest difference that the set could show. The first --norm decides"
            + " (default: the first that the ground truth allows).",
    footer = {
      "",
      "Examples:",
      "  wingloss compare --model runs/a --model runs/b --dataset 300w --data 300w",
      "  wingloss compare --model runs/a --model built-in --dataset 300w --data 300w \\",
      "    --split validation --out report",
      "  wingloss compare --truth truth.jsonl --predictions a.jsonl \\",
      "    --predictions b.jsonl --norm inter-ocular",
      "  wingloss compare --truth truth.jsonl --seeds 2 --predictions a-1.jsonl \\",
      "    --predictions a-2.jsonl --predictions b-1.jsonl --predictions b-2.jsonl"
    })
final class CompareVerb implements Callable<Integer> {
  @ArgGroup(multiplicity = "1")
  private Source source;

  private static final class Source {
    @ArgGroup(exclusive = false, heading = "%nPrediction files:%n")
    private FilesToScoreOptions files;

    @ArgGroup(exclusive = false, heading = "%nModels:%n")
    private ModelsToCompareOptions models;
  }

  @Mixin private ComparisonOptions compared;
  @Mixin private ScoringOptions scoring;
  @Mixin private ReportOption report;
  @Mixin private OutputOptions output;

  @Override
  public Integer call() {
    Optional<Path> folder = report.folder();
    Report result =
        source.models == null
            ? ofFiles(source.files, folder.isPresent())
            : new ModelComparison(source.models, compared, scoring, output::say)
                .report(folder.isPresent());
    folder.ifPresent(out -> report.write(result, output));
    output.print(() -> ReportJson.text(result), () -> ComparisonText.of(result));
    return ExitCode.OK;
  }

  private Report ofFiles(FilesToScoreOptions files, boolean pictures) {
    compared.require("--predictions", files.predictions().size());
    files.require(pictures);
    scoring.require(files.scheme());
    PredictionFiles scored = PredictionFiles.of(files);
    List<String> names =
        PredictionNames.of(files.predictions().stream().map(Path::toString).toList());
    List<Summary> runs = scored.summaries(names, scoring);
    List<ComparedMethod> methods = compared.methods(runs);
    return new Report(
        ComparedMethod.title(methods),
        runs,
        compared.compare(methods),
        pictures ? scored.examples(runs) : List.of(),
        Optional.empty(),
        List.of());
  }
}
