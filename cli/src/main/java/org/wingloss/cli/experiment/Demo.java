package org.wingloss.cli.experiment;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.wingloss.cli.terminal.TrainingProgress;
import org.wingloss.data.crop.BoxProtocol;
import org.wingloss.data.dataset.DatasetReader;
import org.wingloss.data.dataset.writer.DatasetWriter;
import org.wingloss.data.dataset.writer.RenderedFaceSource;
import org.wingloss.data.face.Face;
import org.wingloss.data.synthetic.SyntheticFaces;
import org.wingloss.evaluation.metric.Normaliser;
import org.wingloss.evaluation.report.ReportFiles;
import org.wingloss.evaluation.report.content.Card;
import org.wingloss.evaluation.report.content.Examples;
import org.wingloss.evaluation.report.content.Report;
import org.wingloss.evaluation.report.content.Summary;
import org.wingloss.model.inference.Ensemble;
import org.wingloss.training.recipe.Recipe;
import org.wingloss.training.recipe.RecipeFile;
import org.wingloss.training.run.RunFolder;
import org.wingloss.training.run.TrainingData;
import org.wingloss.training.run.TrainingRun;

/**
 * The main job in miniature: renders a data set of synthetic faces in the 300-W layout, trains the
 * paper's four losses on it, then Wing with pose balancing and in two stages, and scores all of
 * them on the same test faces. Every row is a normal run of a bundled recipe with a few keys
 * changed.
 *
 * @param folder receives {@code data/}, {@code runs/} and the report
 * @param seed of the faces and the trainings
 */
public record Demo(Path folder, long seed) {
  /** Half of them are for training, three in ten for the test. */
  private static final int FACES = 2400;

  private static final int PICTURE = 160;
  private static final int EXAMPLES = 6;
  private static final String ONE_STAGE = "demo-cnn6-wing";
  private static final String TWO_STAGES = "demo-cnn67-wing-pdb";

  /** One line of the table: the recipe with these keys changed. */
  private record Row(String name, String run, String recipe, List<String> changes) {}

  private static final List<Row> ROWS =
      List.of(
          new Row("CNN-6, L2", "cnn6-l2", ONE_STAGE, List.of("loss=l2")),
          new Row("CNN-6, L1", "cnn6-l1", ONE_STAGE, List.of("loss=l1")),
          new Row("CNN-6, smooth L1", "cnn6-smooth-l1", ONE_STAGE, List.of("loss=smooth-l1")),
          new Row("CNN-6, Wing", "cnn6-wing", ONE_STAGE, List.of()),
          new Row("CNN-6 + PDB, Wing", "cnn6-wing-pdb", ONE_STAGE, List.of("balance=pose(bins=9)")),
          new Row("CNN-6/7 narrow + PDB, Wing", "cnn67-wing-pdb", TWO_STAGES, List.of()));

  /** One finished row: the model's predictions for the test faces, and their scores. */
  private record Scored(PredictedFaces faces, Summary summary) {}

  /**
   * Runs everything and writes the report.
   *
   * @param say hears one line per step of the work
   * @return a summary for each row
   */
  public List<Summary> run(Consumer<String> say, Function<ValidationScore, TrainingProgress> show) {
    Path data = folder.resolve("data");
    say.accept("rendering " + FACES + " synthetic faces into " + data + " ...");
    DatasetWriter.of("300w")
        .write(data, RenderedFaceSource.synthetic(new SyntheticFaces(seed), PICTURE), FACES);
    DatasetReader reader = DatasetReader.of("300w");
    List<Face> test = reader.read(data, "full");
    List<Scored> rows = new ArrayList<>();
    for (Row row : ROWS) {
      say.accept("training " + row.name() + " ...");
      Path run = folder.resolve("runs").resolve(row.run());
      train(row, data, run, show);
      rows.add(score(row.name(), run, reader, test));
    }
    ReportFiles.write(report(rows, test), folder);
    return rows.stream().map(Scored::summary).toList();
  }

  /** The report shows the faces of its first run, so the last row comes first. */
  private Report report(List<Scored> rows, List<Face> test) {
    Scored last = rows.get(rows.size() - 1);
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("faces", "synthetic, rendered for this report; seed " + seed);
    facts.put("training", "half of " + FACES + ", a tenth of them held out for model selection");
    facts.put("test", test.size() + " faces, boxes around the ground-truth landmarks");
    facts.put("command", "wingloss demo --seed " + seed);
    List<Summary> runs = new ArrayList<>(rows.stream().map(Scored::summary).toList());
    Collections.reverse(runs);
    return new Report(
        "Wing loss on synthetic faces",
        runs,
        List.of(),
        Examples.of(last.summary().scores(), "inter-ocular", last.faces(), EXAMPLES, EXAMPLES),
        Optional.empty(),
        List.of(new Card("Data", facts)));
  }

  private void train(
      Row row, Path data, Path run, Function<ValidationScore, TrainingProgress> show) {
    List<String> changes = new ArrayList<>(row.changes());
    changes.add("seed=" + seed);
    Recipe recipe = RecipeFile.read(row.recipe(), changes);
    TrainingData faces = TrainingData.read(recipe, data);
    ValidationScore score = ValidationScore.of(faces.scheme(), recipe.data());
    try (TrainingProgress progress = show.apply(score)) {
      new TrainingRun(recipe, row.recipe(), faces, new RunFolder(run), "cpu", 1)
          .run(score, progress);
    }
  }

  private static Scored score(String name, Path run, DatasetReader reader, List<Face> test) {
    PredictedFaces faces;
    try (Ensemble model = Ensemble.open(run)) {
      faces = DatasetRun.asTrained(test, BoxProtocol.Kind.TRUTH).predict(model, done -> {});
    }
    List<Normaliser> norms = List.of(Normaliser.of("inter-ocular"), Normaliser.of("inter-pupil"));
    return new Scored(faces, Summary.of(name, faces.scores(reader.scheme(), norms)));
  }
}
