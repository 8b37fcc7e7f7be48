package org.wingloss.cli.experiment;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.wingloss.cli.terminal.ShellWords;
import org.wingloss.data.face.Face;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.format.JsonLines;
import org.wingloss.data.io.FileName;
import org.wingloss.data.io.Sha256;
import org.wingloss.evaluation.metric.Normaliser;
import org.wingloss.evaluation.reproduction.SeedScores;
import org.wingloss.evaluation.score.Scores;
import org.wingloss.model.inference.Ensemble;
import org.wingloss.training.run.Provenance;
import org.wingloss.training.run.RunFolder;
import org.wingloss.training.sweep.SweepCell;

/**
 * Scores finished cells on the test faces. A cell's predictions are kept beside its model, so that
 * a finished reproduction is printed again in seconds.
 *
 * @param faces of the reproduction
 * @param norms under which to score
 */
record CellScorer(ReproductionFaces faces, List<Normaliser> norms) {
  private static final String PREDICTIONS = "predictions.jsonl";

  /** Scores the model of a run folder. */
  SeedScores score(SweepCell cell, long seed, RunFolder run) {
    Scores scores = predictions(cell, run).scores(faces.reader().scheme(), norms);
    return new SeedScores(seed, scores, origin(cell, run));
  }

  /** The predictions of the model in a run folder, made now unless they lie there. */
  PredictedFaces predictions(SweepCell cell, RunFolder run) {
    DatasetRun test = DatasetRun.asTrained(faces.test(), cell.read().box().kind());
    Path file = run.path().resolve(PREDICTIONS);
    return kept(file, test).orElseGet(() -> predict(test, run, file));
  }

  /** The predictions of an earlier time, if they are for exactly these faces and boxes. */
  private static Optional<PredictedFaces> kept(Path file, DatasetRun test) {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    Map<String, Face> lines = new HashMap<>();
    JsonLines.read(file).forEach(line -> lines.put(line.id(), line));
    List<Landmarks> inOrder = new ArrayList<>();
    for (int i = 0; i < test.faces().size(); i++) {
      Face line = lines.get(test.faces().get(i).id());
      if (line == null || !line.box().equals(Optional.of(test.boxes().get(i)))) {
        return Optional.empty();
      }
      inOrder.add(line.landmarks());
    }
    return Optional.of(new PredictedFaces(test.faces(), inOrder));
  }

  private static PredictedFaces predict(DatasetRun test, RunFolder run, Path file) {
    PredictedFaces predicted;
    try (Ensemble model = Ensemble.open(run.path())) {
      predicted = test.predict(model, done -> {});
    }
    predicted.write(file, test.boxes());
    return predicted;
  }

  /** Enough to train the cell again and to say whether it is the same. */
  private Map<String, String> origin(SweepCell cell, RunFolder run) {
    Map<String, String> facts = new LinkedHashMap<>();
    List<String> data = List.of("--data", FileName.last(faces.data()));
    String folder = FileName.last(run.path());
    facts.put(
        "command",
        "wingloss "
            + ShellWords.line(TrainingProcess.arguments(data, cell, Path.of("runs", folder))));
    facts.put("run", "runs/" + folder);
    facts.put("recipe-sha256", Sha256.of(run.recipe()).hex());
    Provenance provenance = Provenance.read(run.provenance());
    facts.put("data-sha256", provenance.dataSha256());
    facts.put("training-faces", Integer.toString(provenance.faces()));
    facts.put("validation-faces", Integer.toString(provenance.validationFaces()));
    facts.put("program", provenance.program());
    facts.put("engine", provenance.engine());
    facts.put("device", provenance.device());
    facts.put("threads", Integer.toString(provenance.threads()));
    facts.put("java", provenance.java());
    facts.put("system", provenance.system());
    return facts;
  }
}
