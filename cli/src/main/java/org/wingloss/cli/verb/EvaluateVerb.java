package org.wingloss.cli.verb;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.IntConsumer;
import org.wingloss.cli.experiment.BoxSensitivityRun;
import org.wingloss.cli.experiment.DatasetRun;
import org.wingloss.cli.experiment.EvaluationCards;
import org.wingloss.cli.experiment.PredictedFaces;
import org.wingloss.cli.option.EnsembleOptions;
import org.wingloss.cli.option.EvaluatedSplitOptions;
import org.wingloss.cli.option.ModelOption;
import org.wingloss.cli.option.OutputOptions;
import org.wingloss.cli.option.ReportOption;
import org.wingloss.cli.option.ScoringOptions;
import org.wingloss.cli.terminal.ExitCode;
import org.wingloss.data.dataset.DatasetReader;
import org.wingloss.data.face.Face;
import org.wingloss.data.image.FlawedPictures;
import org.wingloss.data.scheme.LandmarkScheme;
import org.wingloss.evaluation.report.ReportFiles;
import org.wingloss.evaluation.report.SummaryJson;
import org.wingloss.evaluation.report.SummaryText;
import org.wingloss.evaluation.report.content.BoxSensitivity;
import org.wingloss.evaluation.report.content.Card;
import org.wingloss.evaluation.report.content.Examples;
import org.wingloss.evaluation.report.content.Report;
import org.wingloss.evaluation.report.content.Summary;
import org.wingloss.model.inference.Ensemble;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Runs a model over a split of a data set and scores it. */
@Command(
    name = "evaluate",
    header = "a model on a split of a data set: scores, report",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Runs a model over a split of a data set, scores it and, with --out, writes a report, the"
            + " predictions beside the ground truth, and how sensitive the model is to box"
            + " perturbation. Without --model it is the built-in model.",
    footer = {
      "",
      "Example:",
      "  wingloss evaluate --model runs/wing --dataset 300w --data /data/300w \\",
      "    --split validation --out report"
    })
final class EvaluateVerb implements Callable<Integer> {
  private static final int WORST = 12;
  private static final int MEDIAN = 6;

  @Mixin private EnsembleOptions ensemble;
  @Mixin private EvaluatedSplitOptions dataset;

  @Mixin private ScoringOptions scoring;

  @Mixin private ReportOption report;
  @Mixin private OutputOptions output;

  @Override
  public Integer call() {
    Optional<Path> folder = report.folder();
    DatasetReader reader = dataset.reader();
    String chosen = dataset.split();
    List<Face> faces = dataset.faces();
    Summary summary;
    try (Ensemble models = ensemble.open(dataset.augmented())) {
      DatasetRun.requireScheme(reader.scheme(), models.description().scheme());
      DatasetRun run = DatasetRun.of(faces, dataset.boxes(), models);
      FlawedPictures flawed = new FlawedPictures();
      PredictedFaces predicted = run.predict(models, progress("localising", faces.size()), flawed);
      flawed.remark().ifPresent(output::say);
      summary = summary(reader.scheme(), predicted);
      if (folder.isPresent()) {
        report.write(
            content(run, chosen, predicted, summary, models),
            output,
            out -> {
              predicted.write(out.resolve(ReportFiles.PREDICTIONS), run.boxes());
              predicted.writeTruth(out.resolve(ReportFiles.TRUTH), dataset.data());
            });
      }
    }
    output.print(() -> SummaryJson.text(summary), () -> SummaryText.of(List.of(summary)));
    return ExitCode.OK;
  }

  private Report content(
      DatasetRun run, String chosen, PredictedFaces predicted, Summary summary, Ensemble models) {
    BoxSensitivity sensitivity =
        BoxSensitivityRun.of(
            run,
            models,
            summary.scores().norms().get(0),
            progress("box perturbation", BoxSensitivityRun.predictions(run)));
    List<Card> cards = new ArrayList<>();
    cards.add(EvaluationCards.data(dataset.kind(), chosen, dataset.data(), run.faces()));
    String source = dataset.boxes() == null ? "as trained" : dataset.boxes();
    for (int i = 0; i < names().size(); i++) {
      cards.add(EvaluationCards.model(names().get(i), models, i, source));
    }
    return new Report(
        "%s on %s %s".formatted(summary.name(), dataset.kind(), chosen),
        List.of(summary),
        List.of(),
        Examples.of(summary, predicted, WORST, MEDIAN),
        Optional.of(sensitivity),
        cards);
  }

  private Summary summary(LandmarkScheme scheme, PredictedFaces predicted) {
    return Summary.of(
        String.join(" + ", names()),
        predicted.scores(scheme, scoring.norms(scheme)),
        scoring.thresholds(),
        scoring.bootstrap(),
        List.of());
  }

  private List<String> names() {
    return ensemble.models().isEmpty()
        ? List.of(ModelOption.BUILT_IN)
        : ensemble.models().stream().map(ModelOption::name).toList();
  }

  private IntConsumer progress(String what, int total) {
    int step = Math.max(1, total / 10);
    return done -> {
      if (done % step == 0 || done == total) {
        output.say("%s: %d of %d faces".formatted(what, done, total));
      }
    };
  }
}
