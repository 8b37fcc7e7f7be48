package org.wingloss.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.annotation.Annotation;
import org.wingloss.data.geometry.Landmarks;
import org.wingloss.data.reader.DatasetReader;
import org.wingloss.data.scheme.LandmarkScheme;
import org.wingloss.evaluation.input.Face;
import org.wingloss.evaluation.report.Summary;
import org.wingloss.evaluation.report.SummaryJson;
import org.wingloss.evaluation.report.SummaryText;
import org.wingloss.evaluation.score.Scores;
import org.wingloss.model.localiser.Localiser;
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
  @Spec private CommandSpec spec;

  @Option(
      names = "--model",
      required = true,
      paramLabel = "M",
      description = "A model folder or zip, or the folder of a training run.")
  private Path model;

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

  @Mixin private ScoringOptions scoring;

  @Option(names = "--json", description = "Print one JSON document and nothing else.")
  private boolean json;

  @Override
  public Integer call() {
    DatasetReader reader = DatasetReader.of(kind);
    String chosen = split == null ? testSplit(reader) : split;
    List<Annotation> faces = reader.read(data, chosen);
    if (faces.isEmpty()) {
      throw InvalidDataException.in(data, "the split '" + chosen + "' holds no face");
    }
    List<Landmarks> predictions;
    try (Localiser localiser = Localiser.open(model)) {
      checkScheme(reader.scheme(), localiser.description().scheme());
      DatasetRun run = DatasetRun.of(faces, boxes, localiser);
      predictions = run.localise(localiser, progress("localising", faces.size()));
    }
    Summary summary = summary(reader.scheme(), faces, predictions);
    PrintWriter out = spec.commandLine().getOut();
    out.println(json ? SummaryJson.text(summary) : SummaryText.of(List.of(summary)));
    out.flush();
    return ExitCode.OK;
  }

  private Summary summary(
      LandmarkScheme scheme, List<Annotation> faces, List<Landmarks> predictions) {
    Map<String, Landmarks> byId = new HashMap<>();
    for (int i = 0; i < faces.size(); i++) {
      byId.put(faces.get(i).id(), predictions.get(i));
    }
    Scores scores =
        Scores.of(scheme, faces.stream().map(Face::of).toList(), byId, scoring.norms(scheme));
    return Summary.of(
        model.toAbsolutePath().normalize().getFileName().toString(),
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
