package org.wingloss.cli.verb;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.wingloss.cli.experiment.BoxSensitivityRun;
import org.wingloss.cli.experiment.DatasetRun;
import org.wingloss.cli.experiment.EvaluationCards;
import org.wingloss.cli.option.OutFolder;
import org.wingloss.cli.option.ScoringOptions;
import org.wingloss.cli.terminal.ExitCode;
import org.wingloss.cli.terminal.UsageException;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.dataset.DatasetReader;
import org.wingloss.data.face.Face;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.format.JsonLines;
import org.wingloss.data.format.JsonLinesWriter;
import org.wingloss.data.scheme.LandmarkScheme;
import org.wingloss.evaluation.report.ReportFiles;
import org.wingloss.evaluation.report.SummaryJson;
import org.wingloss.evaluation.report.SummaryText;
import org.wingloss.evaluation.report.content.BoxSensitivity;
import org.wingloss.evaluation.report.content.Card;
import org.wingloss.evaluation.report.content.Example;
import org.wingloss.evaluation.report.content.Examples;
import org.wingloss.evaluation.report.content.Report;
import org.wingloss.evaluation.report.content.Summary;
import org.wingloss.evaluation.score.Scores;
import org.wingloss.model.inference.Ensemble;
import org.wingloss.model.inference.TestTimeAugmentation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs a model over a split of a data set and scores it. */
@Command(
    name = "evaluate",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Runs a model over a split of a data set, scores it and writes a report.",
    footer = {
      "",
      "Example:",
      "  wingloss evaluate --model runs/wing --dataset 300w --data /data/300w \\",
      "    --split validation --out report"
    })
final class EvaluateVerb implements Callable<Integer> {
  private static final int WORST = 12;
  private static final int MEDIAN = 6;

  @Spec private CommandSpec spec;

  @Option(
      names = "--model",
      required = true,
      paramLabel = "M",
      description = {
        "A model folder or zip, or the folder of a training run. May be repeated: the answer is",
        "then the mean of all models'."
      })
  private List<Path> models;

  @Option(
      names = "--dataset",
      required = true,
      paramLabel = "KIND",
      description = "300w, aflw, cofw, wflw, mtfl, dlib, coco, hrnet or jsonl.")
  private String kind;

  @Option(
      names = "--data",
      required = true,
      paramLabel = "DIR",
      description = "The folder that holds the data set.")
  private Path data;

  @Option(
      names = "--split",
      paramLabel = "S",
      description = {
        "train, validation, test, full, common …",
        "Default: the data set's whole test set (full or test), else validation."
      })
  private String split;

  @Option(
      names = "--boxes",
      paramLabel = "truth|dataset|FILE",
      description = {
        "Where face boxes come from: the tight box around the true landmarks, the data set, or",
        "a CSV (image,left,top,right,bottom) or JSON Lines file.",
        "Default: the kind that the model was trained with."
      })
  private String boxes;

  @Option(
      names = "--average",
      description = {
        "Answer with the mean of ten answers: the box where it is and shifted to four sides, each",
        "crop also mirrored. Ten times the work; a little more exact."
      })
  private boolean average;

  @Option(
      names = "--refine-box",
      description = {
        "Look at each face once before and put the box around the landmarks found there: for boxes",
        "drawn in another way than those of the training, such as a detector's."
      })
  private boolean refine;

  @Mixin private ScoringOptions scoring;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = {
        "Write report.html, report.md, metrics.json and predictions.jsonl there; also measures how",
        "sensitive the model is to its boxes."
      })
  private Path out;

  @Option(names = "--json", description = "Print one JSON document and nothing else.")
  private boolean json;

  @Override
  public Integer call() {
    if (out != null) {
      OutFolder.check(out);
    }
    DatasetReader reader = DatasetReader.of(kind);
    String chosen = split == null ? testSplit(reader) : split;
    List<Face> faces = reader.read(data, chosen);
    if (faces.isEmpty()) {
      throw InvalidDataException.in(data, "the split '" + chosen + "' holds no face");
    }
    Summary summary;
    try (Ensemble ensemble =
        Ensemble.open(
            models,
            average ? TestTimeAugmentation.SHIFT_AND_FLIP : TestTimeAugmentation.NONE,
            refine)) {
      checkScheme(reader.scheme(), ensemble.description().scheme());
      DatasetRun run = DatasetRun.of(faces, boxes, ensemble);
      List<Landmarks> predictions = run.predict(ensemble, progress("localising", faces.size()));
      summary = summary(reader.scheme(), faces, predictions);
      if (out != null) {
        writeReport(run, chosen, predictions, summary, ensemble);
      }
    }
    PrintWriter answer = spec.commandLine().getOut();
    answer.println(json ? SummaryJson.text(summary) : SummaryText.of(List.of(summary)));
    answer.flush();
    return ExitCode.OK;
  }

  private void writeReport(
      DatasetRun run,
      String chosen,
      List<Landmarks> predictions,
      Summary summary,
      Ensemble ensemble) {
    BoxSensitivity sensitivity =
        BoxSensitivityRun.of(
            run,
            ensemble,
            summary.scores().norms().get(0),
            progress("changed boxes", BoxSensitivityRun.questions(run)));
    List<Example> examples =
        Examples.of(
            summary.scores(),
            summary.mainNorm(),
            new RunLookup(run.faces(), predictions),
            WORST,
            MEDIAN);
    List<Card> cards = new ArrayList<>();
    cards.add(EvaluationCards.data(kind, chosen, data, run.faces()));
    for (int i = 0; i < models.size(); i++) {
      cards.add(
          EvaluationCards.model(models.get(i), ensemble, i, boxes == null ? "as trained" : boxes));
    }
    Report report =
        new Report(
            "%s on %s %s".formatted(summary.name(), kind, chosen),
            List.of(summary),
            List.of(),
            examples,
            Optional.of(sensitivity),
            cards);
    ReportFiles.write(report, out);
    try (JsonLinesWriter lines = JsonLines.writer(out.resolve("predictions.jsonl"))) {
      for (int i = 0; i < predictions.size(); i++) {
        String id = run.faces().get(i).id();
        lines.write(Face.of(id, predictions.get(i)).withBox(run.boxes().get(i)));
      }
      lines.finish();
    }
    spec.commandLine().getErr().println("report: " + out.resolve("report.html"));
  }

  private record RunLookup(List<Face> faces, List<Landmarks> predictions)
      implements Examples.Lookup {
    @Override
    public Face truth(int face) {
      return faces.get(face);
    }

    @Override
    public Optional<Landmarks> prediction(int face) {
      return Optional.of(predictions.get(face));
    }
  }

  private Summary summary(LandmarkScheme scheme, List<Face> faces, List<Landmarks> predictions) {
    Map<String, Landmarks> byId = new HashMap<>();
    for (int i = 0; i < faces.size(); i++) {
      byId.put(faces.get(i).id(), predictions.get(i));
    }
    Scores scores = Scores.of(scheme, faces, byId, scoring.norms(scheme));
    return Summary.of(
        models.stream()
            .map(model -> model.toAbsolutePath().normalize().getFileName().toString())
            .collect(Collectors.joining(" + ")),
        scores,
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
    PrintWriter err = spec.commandLine().getErr();
    int step = Math.max(1, total / 10);
    return done -> {
      if (done % step == 0 || done == total) {
        err.println("%s: %d of %d faces".formatted(what, done, total));
        err.flush();
      }
    };
  }
}
