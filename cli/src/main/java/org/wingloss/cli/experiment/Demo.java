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
import org.wingloss.cli.terminal.SweepProgress;
import org.wingloss.data.crop.BoxProtocol;
import org.wingloss.data.dataset.DatasetReader;
import org.wingloss.data.dataset.writer.DatasetWriter;
import org.wingloss.data.dataset.writer.RenderedFaceSource;
import org.wingloss.data.face.Face;
import org.wingloss.data.synthetic.SyntheticFaces;
import org.wingloss.data.synthetic.SyntheticSettings;
import org.wingloss.evaluation.metric.Normaliser;
import org.wingloss.evaluation.report.ReportFiles;
import org.wingloss.evaluation.report.content.Card;
import org.wingloss.evaluation.report.content.Examples;
import org.wingloss.evaluation.report.content.Report;
import org.wingloss.evaluation.report.content.RunComparison;
import org.wingloss.evaluation.report.content.Summary;
import org.wingloss.model.inference.Ensemble;
import org.wingloss.training.device.ProcessorInstructions;
import org.wingloss.training.sweep.Sweep;
import org.wingloss.training.sweep.SweepCell;

/**
 * The main job in miniature: renders a data set of synthetic faces in the 300-W layout, trains
 * CNN-6 on it with L2, L1 and Wing, then a second stage, and scores all of them on the same test
 * faces. Every training is a normal run of a bundled recipe with a few keys changed, in a process
 * of its own.
 *
 * @param folder receives {@code data/}, {@code runs/}, {@code built-in/} and the report
 * @param seed of the faces and the trainings
 */
public record Demo(Path folder, long seed) {
  /** Half of them are for training, three in ten for the test. */
  private static final int FACES = 2400;

  private static final int PICTURE = 160;

  /** As in 300-W, few faces are turned far and none is a profile. */
  private static final SyntheticSettings LIKE_300W = SyntheticSettings.DEFAULT.withYaw(12, 45);

  private static final int EXAMPLES = 6;
  private static final String ONE_STAGE = "demo-cnn6-wing";
  private static final String TWO_STAGES = "demo-cnn6-cnn6-wing";
  private static final String LAYOUT = "300w";

  /**
   * One line of the table.
   *
   * @param training the cell whose model it is
   * @param part of the run folder where the model lies
   */
  private record Row(String name, Training training, String part) {
    Row(String name, Training training) {
      this(name, training, "");
    }
  }

  /** A recipe with these keys changed. */
  private record Training(String run, String recipe, List<String> changes) {
    SweepCell cell(long seed) {
      List<String> all = new ArrayList<>(changes);
      all.add("seed=" + seed);
      if (ProcessorInstructions.hasBfloat16()) {
        all.add("precision=bfloat16");
      }
      return new SweepCell(run, recipe, all);
    }
  }

  private static final Training L2 = new Training("l2", ONE_STAGE, List.of("loss=l2"));
  private static final Training L1 = new Training("l1", ONE_STAGE, List.of("loss=l1"));
  private static final Training STAGES = new Training("wing", TWO_STAGES, List.of());

  /** The longest first, so that no core waits for it alone. */
  private static final List<Training> TRAININGS = List.of(STAGES, L2, L1);

  private static final Row WING = new Row("CNN-6, Wing", STAGES, "model/stage1");
  private static final Row STAGED = new Row("CNN-6 in two stages, Wing", STAGES);

  private static final List<Row> ROWS =
      List.of(new Row("CNN-6, L2", L2), new Row("CNN-6, L1", L1), WING, STAGED);

  /** How many models are trained. */
  public static final int MODELS = TRAININGS.size();

  /** One finished row: the model's predictions for the test faces, and their scores. */
  private record Scored(PredictedFaces faces, Summary summary) {}

  /**
   * What came of it.
   *
   * @param rows a summary for each model
   * @param pairs what is compared: Wing with the other losses, two stages with one
   * @param builtIn the model that travels with the program, on a few of the test faces
   */
  public record Result(List<Summary> rows, List<RunComparison> pairs, BuiltInFaces builtIn) {
    /** Copies the lists. */
    public Result {
      rows = List.copyOf(rows);
      pairs = List.copyOf(pairs);
    }
  }

  /**
   * Runs everything and writes the report.
   *
   * @param jobs trainings at a time
   * @param worker starts trainings on the data set in a folder
   * @param say hears one line per step of the work
   * @param warn hears of every training that failed
   * @return empty if one did
   */
  public Optional<Result> run(
      int jobs, Function<Path, Sweep.Worker> worker, Consumer<String> say, Consumer<String> warn)
      throws InterruptedException {
    Path data = folder.resolve("data");
    say.accept("rendering " + FACES + " synthetic faces into " + data + " ...");
    DatasetWriter.of(LAYOUT)
        .write(
            data,
            RenderedFaceSource.synthetic(new SyntheticFaces(seed, LIKE_300W), PICTURE),
            FACES);
    say.accept("training %d models, %d at a time ...".formatted(MODELS, jobs));
    return trained(jobs, worker.apply(data), say, warn).map(sweep -> result(sweep, data, say));
  }

  private Result result(Sweep sweep, Path data, Consumer<String> say) {
    DatasetReader reader = DatasetReader.of(LAYOUT);
    List<Face> test = reader.read(data, "full");
    say.accept("scoring on %d test faces ...".formatted(test.size()));
    List<Scored> scored =
        ROWS.stream().map(row -> score(row.name(), model(sweep, row), reader, test)).toList();
    List<Summary> rows = scored.stream().map(Scored::summary).toList();
    List<RunComparison> pairs = pairs(rows);
    ReportFiles.write(report(scored, pairs, test), folder);
    return new Result(rows, pairs, BuiltInFaces.of(test, folder.resolve("built-in")));
  }

  /** Trains all models, see {@link #run}. */
  Optional<Sweep> trained(
      int jobs, Sweep.Worker worker, Consumer<String> say, Consumer<String> warn)
      throws InterruptedException {
    List<SweepCell> cells = TRAININGS.stream().map(training -> training.cell(seed)).toList();
    Sweep sweep = new Sweep(cells, folder.resolve("runs"), jobs);
    sweep.run(Sweep.processes(worker), new SweepProgress(say));
    List<SweepCell> failed = sweep.unfinished();
    failed.forEach(cell -> warn.accept(TrainingProcess.failure(cell, sweep.log(cell))));
    return failed.isEmpty() ? Optional.of(sweep) : Optional.empty();
  }

  private Path model(Sweep sweep, Row row) {
    return sweep.place(row.training().cell(seed)).path().resolve(row.part());
  }

  /** The rows whose order says something, each against the one that it is to be held against. */
  private static List<RunComparison> pairs(List<Summary> rows) {
    List<RunComparison> pairs = new ArrayList<>();
    Summary wing = row(rows, WING);
    for (Row other : ROWS.subList(0, ROWS.indexOf(WING))) {
      pairs.add(RunComparison.of(wing, row(rows, other)));
    }
    pairs.add(RunComparison.of(row(rows, STAGED), wing));
    return RunComparison.corrected(pairs);
  }

  private static Summary row(List<Summary> rows, Row row) {
    return rows.get(ROWS.indexOf(row));
  }

  /** The report shows the faces of its first run, so the last row comes first. */
  private Report report(List<Scored> rows, List<RunComparison> pairs, List<Face> test) {
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
        pairs,
        Examples.of(last.summary().scores(), "inter-ocular", last.faces(), EXAMPLES, EXAMPLES)
            .stream()
            .map(example -> example.ofRun(last.summary().name()))
            .toList(),
        Optional.empty(),
        List.of(new Card("Data", facts)));
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
