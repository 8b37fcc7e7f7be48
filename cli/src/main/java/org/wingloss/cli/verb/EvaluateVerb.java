package org.wingloss.cli.verb;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
import org.wingloss.cli.option.ShardOption;
import org.wingloss.cli.shard.EvaluatedFace;
import org.wingloss.cli.shard.PartWriter;
import org.wingloss.cli.shard.Parts;
import org.wingloss.cli.shard.Shard;
import org.wingloss.cli.shard.ShardedVerb;
import org.wingloss.cli.shard.ShardedWork;
import org.wingloss.cli.shard.TypedCommand;
import org.wingloss.cli.terminal.ExitCode;
import org.wingloss.data.dataset.DatasetReader;
import org.wingloss.data.face.Face;
import org.wingloss.data.face.FaceIds;
import org.wingloss.data.face.Landmarks;
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
final class EvaluateVerb implements Callable<Integer>, ShardedVerb {
  private static final int WORST = 12;
  private static final int MEDIAN = 6;

  @Mixin private EnsembleOptions ensemble;
  @Mixin private EvaluatedSplitOptions dataset;

  @Mixin private ScoringOptions scoring;

  @Mixin private ReportOption report;
  @Mixin private ShardOption sharding;
  @Mixin private OutputOptions output;

  /** Where predictions come from: the network, or the parts of earlier runs. */
  private interface Predictor {
    PredictedFaces predict(DatasetRun run, Ensemble models, FlawedPictures flawed);
  }

  @Override
  public Integer call() {
    scoring.require(dataset.reader().scheme());
    Optional<Shard> shard = sharding.of(report.folder().orElse(null), output);
    return shard.isPresent()
        ? writePart(shard.get())
        : evaluate(
            (run, models, flawed) ->
                run.predict(models, progress("localising", run.faces().size()), flawed));
  }

  private int evaluate(Predictor predictor) {
    Optional<Path> folder = report.folder();
    DatasetReader reader = dataset.reader();
    String chosen = dataset.split();
    List<Face> faces = dataset.faces();
    Summary summary;
    try (Ensemble models = ensemble.open(dataset.augmented())) {
      DatasetRun run = run(faces, models);
      FlawedPictures flawed = new FlawedPictures();
      PredictedFaces predicted = predictor.predict(run, models, flawed);
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

  private DatasetRun run(List<Face> faces, Ensemble models) {
    DatasetRun.requireScheme(dataset.reader().scheme(), models.description().scheme());
    return DatasetRun.of(faces, dataset.boxes(), models);
  }

  private int writePart(Shard own) {
    List<Face> faces = dataset.faces();
    ShardedWork work = work(faces);
    // The faces of a picture stay together: it is decoded once.
    List<Integer> places = work.places(own, FaceIds::picture);
    Path file = own.part(report.folder().orElseThrow());
    FlawedPictures flawed = new FlawedPictures();
    try (Ensemble models = ensemble.open(dataset.augmented());
        PartWriter part = new PartWriter(file, work, own, places.size())) {
      PredictedFaces found =
          run(faces, models)
              .only(places)
              .predict(models, progress("localising", places.size()), flawed);
      for (int k = 0; k < places.size(); k++) {
        String picture = found.truth(k).image().toString();
        part.write(
            places.get(k), EvaluatedFace.of(found.predictions().get(k), flawed.flaw(picture)));
      }
      part.finish();
    }
    output.say("shard %s: %d of %d faces in %s".formatted(own, places.size(), faces.size(), file));
    return ExitCode.OK;
  }

  private ShardedWork work(List<Face> faces) {
    Map<String, String> content = new LinkedHashMap<>();
    content.put("--model", ensemble.content());
    content.put("--split", dataset.split());
    content.put("ground truth", EvaluatedFace.content(faces));
    dataset.boxFile().ifPresent(file -> content.put("--boxes", TypedCommand.content(file)));
    return sharding.work(content, faces.stream().map(Face::id).toList());
  }

  @Override
  public int merge(Parts parts) {
    return evaluate(
        (run, models, flawed) -> {
          parts.require(work(run.faces()));
          List<Landmarks> predictions = new ArrayList<>();
          parts.forEach(
              EvaluatedFace.class,
              (place, face, part) -> {
                DatasetRun.requireCount(part.file(), face.prediction(), models.description());
                predictions.add(face.prediction());
                flawed.note(run.faces().get(place).image().toString(), face.flawOfPicture());
              });
          return new PredictedFaces(run.faces(), predictions);
        });
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
    return scoring.summary(
        String.join(" + ", names()), predicted.scores(scheme, scoring.norms(scheme)));
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
