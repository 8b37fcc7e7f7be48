package org.wingloss.cli.verb;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.wingloss.cli.experiment.BoxSensitivityRun;
import org.wingloss.cli.experiment.DatasetRun;
import org.wingloss.cli.experiment.EvaluationCards;
import org.wingloss.cli.experiment.PredictedFaces;
import org.wingloss.cli.option.DatasetOptions;
import org.wingloss.cli.option.EnsembleOptions;
import org.wingloss.cli.option.OutputOptions;
import org.wingloss.cli.option.ReportOption;
import org.wingloss.cli.option.ScoringOptions;
import org.wingloss.cli.terminal.ExitCode;
import org.wingloss.cli.terminal.UsageException;
import org.wingloss.data.InvalidDataException;
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
import picocli.CommandLine.Option;

/** Runs a model over a split of a data set and scores it. */
@Command(
    name = "evaluate",
    header = "a model on a split of a data set: scores, report",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Runs a model over a split of a data set, scores it and, with --out, writes a report, the"
            + " predictions, and how sensitive the model is to box perturbation.",
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
  @Mixin private DatasetOptions dataset;

  @Option(
      names = "--split",
      paramLabel = "S",
      description =
          "train, validation, test, full, common … (default: the data set's whole test set, full or"
              + " test, else validation).")
  private String split;

  @Option(
      names = "--boxes",
      paramLabel = "truth|dataset|FILE",
      description =
          "Where face boxes come from: the tight box around the ground-truth landmarks, the data"
              + " set, or a CSV (image,left,top,right,bottom) or JSON Lines file (default: the kind"
              + " that the model was trained with).")
  private String boxes;

  @Option(
      names = "--tta",
      description =
          "Test-time augmentation: average 10 predictions per face, with the crop where it is and"
              + " shifted to four sides, each also flipped. Ten times the work; a little more"
              + " accurate.")
  private boolean augmented;

  @Mixin private ScoringOptions scoring;

  @Mixin private ReportOption report;
  @Mixin private OutputOptions output;

  @Override
  public Integer call() {
    if (ensemble.models().isEmpty()) {
      throw new UsageException("--model is needed: the model to be evaluated");
    }
    Optional<Path> folder = report.folder();
    DatasetReader reader = dataset.reader();
    String chosen = split == null ? testSplit(reader) : split;
    List<Face> faces = reader.read(dataset.data(), chosen);
    if (faces.isEmpty()) {
      throw InvalidDataException.in(dataset.data(), "the split '" + chosen + "' holds no face");
    }
    Summary summary;
    try (Ensemble models = ensemble.open(augmented)) {
      checkScheme(reader.scheme(), models.description().scheme());
      DatasetRun run = DatasetRun.of(faces, boxes, models);
      FlawedPictures flawed = new FlawedPictures();
      PredictedFaces predicted = run.predict(models, progress("localising", faces.size()), flawed);
      flawed.remark().ifPresent(output::say);
      summary = summary(reader.scheme(), predicted);
      if (folder.isPresent()) {
        report.write(
            content(run, chosen, predicted, summary, models),
            output,
            out -> predicted.write(out.resolve(ReportFiles.PREDICTIONS), run.boxes()));
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
    for (int i = 0; i < ensemble.models().size(); i++) {
      String source = boxes == null ? "as trained" : boxes;
      cards.add(EvaluationCards.model(ensemble.models().get(i), models, i, source));
    }
    return new Report(
        "%s on %s %s".formatted(summary.name(), dataset.kind(), chosen),
        List.of(summary),
        List.of(),
        Examples.of(summary.scores(), summary.mainNorm(), predicted, WORST, MEDIAN),
        Optional.of(sensitivity),
        cards);
  }

  private Summary summary(LandmarkScheme scheme, PredictedFaces predicted) {
    return Summary.of(
        ensemble.models().stream()
            .map(model -> model.toAbsolutePath().normalize().getFileName().toString())
            .collect(Collectors.joining(" + ")),
        predicted.scores(scheme, scoring.norms(scheme)),
        scoring.thresholds(),
        scoring.bootstrap(),
        List.of());
  }

  private static String testSplit(DatasetReader reader) {
    return Stream.of("full", "test", "validation")
        .filter(reader.splits()::contains)
        .findFirst()
        .orElseThrow(
            () ->
                new UsageException(
                    "give --split: %s has %s"
                        .formatted(reader.kind(), String.join(", ", reader.splits()))));
  }

  private static void checkScheme(LandmarkScheme data, LandmarkScheme model) {
    if (!data.name().equals(model.name()) || data.count() != model.count()) {
      throw new InvalidDataException(
          "the data set has the landmarks %s (%d) but the model finds %s (%d)"
              .formatted(data.name(), data.count(), model.name(), model.count()));
    }
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
