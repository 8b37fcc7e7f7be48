package org.wingloss.cli.experiment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.wingloss.cli.terminal.SweepProgress;
import org.wingloss.evaluation.metric.Normaliser;
import org.wingloss.evaluation.report.ReportFiles;
import org.wingloss.evaluation.report.content.Example;
import org.wingloss.evaluation.report.content.Examples;
import org.wingloss.evaluation.reproduction.CellScores;
import org.wingloss.evaluation.reproduction.PaperNormalisers;
import org.wingloss.evaluation.reproduction.Reproduction;
import org.wingloss.evaluation.reproduction.ReproductionJson;
import org.wingloss.evaluation.reproduction.ReproductionReport;
import org.wingloss.evaluation.reproduction.ReproductionSetup;
import org.wingloss.evaluation.reproduction.SeedScores;
import org.wingloss.evaluation.statistic.Bootstrap;
import org.wingloss.training.recipe.BoxProtocolLine;
import org.wingloss.training.reproduction.Budget;
import org.wingloss.training.reproduction.PaperCell;
import org.wingloss.training.reproduction.PaperTable;
import org.wingloss.training.reproduction.Settings;
import org.wingloss.training.run.RunFolder;
import org.wingloss.training.run.TrainingData;
import org.wingloss.training.sweep.Sweep;
import org.wingloss.training.sweep.SweepCell;

/**
 * Trains the cells of a table that are not yet trained, scores all that are, and writes them down
 * beside the paper's.
 *
 * @param table of the paper
 * @param cells its trainings, before their seeds
 * @param settings what they share
 * @param seeds trainings per cell, seeded 1, 2 …
 * @param faces that train and that are scored
 * @param synthetic whether they are synthetic
 * @param command what the user typed, for reports
 * @param folder where everything goes
 */
public record ReproductionRun(
    PaperTable table,
    List<PaperCell> cells,
    Settings settings,
    int seeds,
    ReproductionFaces faces,
    boolean synthetic,
    String command,
    ReproductionFolder folder) {
  private static final int EXAMPLES = 6;

  /**
   * What came of it.
   *
   * @param result empty when no cell is trained
   * @param failed the trainings that did not come to an end
   */
  public record Outcome(Optional<Reproduction> result, List<SweepCell> failed) {}

  /**
   * Does everything.
   *
   * @param jobs processes at a time, where the runner starts them on this machine
   * @param runner trains the cells
   * @param say hears one line per step of the work
   */
  public Outcome run(int jobs, Sweep.Runner runner, Consumer<String> say)
      throws InterruptedException {
    Sweep sweep = sweep(trainings(), jobs);
    TrainingData training = faces.requireSame(sweep);
    sweep.run(runner, new SweepProgress(say));
    say.accept("scoring on %d faces ...".formatted(faces.test().size()));
    List<CellScores> scored = scored(sweep);
    List<SweepCell> failed = sweep.unfinished();
    if (scored.isEmpty()) {
      return new Outcome(Optional.empty(), failed);
    }
    Reproduction result = Reproduction.of(setup(training), scored);
    folder.writeJson(ReproductionJson.text(result));
    ReportFiles.write(ReproductionReport.of(result, examples(result, sweep)), folder.path());
    return new Outcome(Optional.of(result), failed);
  }

  /** All trainings: every cell with every seed. */
  public List<SweepCell> trainings() {
    return LongStream.rangeClosed(1, seeds)
        .boxed()
        .flatMap(seed -> cells.stream().map(cell -> cell.cell(seed)))
        .toList();
  }

  /**
   * Trainings in this folder.
   *
   * @param some of {@link #trainings}
   * @param jobs processes at a time
   */
  public Sweep sweep(List<SweepCell> some, int jobs) {
    return new Sweep(some, folder.runs(), jobs);
  }

  /**
   * Only trains, and only some cells: others are trained by other processes in the same folder.
   *
   * @param some a {@link #sweep}
   * @return those that did not come to an end
   */
  public List<SweepCell> train(Sweep some, Sweep.Worker worker, Consumer<String> say)
      throws InterruptedException {
    if (!some.cells().isEmpty()) {
      faces.requireSame(some);
    }
    some.train(Sweep.processes(worker), new SweepProgress(say));
    return some.unfinished();
  }

  private List<Normaliser> norms() {
    return PaperNormalisers.of(faces.reader().scheme());
  }

  private List<CellScores> scored(Sweep sweep) {
    CellScorer scorer = new CellScorer(faces, norms());
    List<CellScores> scored = new ArrayList<>();
    for (PaperCell cell : cells) {
      List<SeedScores> own = new ArrayList<>();
      for (long seed = 1; seed <= seeds; seed++) {
        RunFolder run = sweep.place(cell.cell(seed));
        if (run.isFinished()) {
          own.add(scorer.score(cell.cell(seed), seed, run));
        }
      }
      if (!own.isEmpty()) {
        scored.add(new CellScores(cell.row(), cell.column(), cell.method(), own));
      }
    }
    return scored;
  }

  private ReproductionSetup setup(TrainingData training) {
    List<String> deviations = new ArrayList<>();
    if (synthetic) {
      deviations.add("synthetic faces");
    }
    if (settings.budget() != Budget.PAPER) {
      deviations.add("budget " + settings.budget().label());
    }
    if (!settings.changes().isEmpty()) {
      deviations.add("changed settings (%s)".formatted(String.join(", ", settings.changes())));
    }
    if (faces.heldOut().isPresent()) {
      deviations.add("test faces held out of the training set");
    }
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("faces", faces.description(training, synthetic));
    facts.put("budget", settings.budget().label() + ": " + settings.budget().description());
    if (!settings.changes().isEmpty()) {
      facts.put("changed", String.join(" ", settings.changes()));
    }
    facts.put("boxes", BoxProtocolLine.line(cells.get(0).cell(1).read().box()));
    facts.put("not published", "what docs/paper.md marks with ?; there the settings are ours");
    facts.put("seeds", seeds == 1 ? "1" : "1 to " + seeds);
    facts.put("command", command);
    return new ReproductionSetup(
        table.label(), table.title(), norms().get(0).name(), deviations, facts, Bootstrap.DEFAULT);
  }

  /** Faces of the cell that the report shows first, with the predictions of its first seed. */
  private List<Example> examples(Reproduction result, Sweep sweep) {
    CellScores shown = ReproductionReport.shown(result).get(0);
    SeedScores seed = shown.seeds().get(0);
    PaperCell cell =
        cells.stream().filter(c -> c.method().equals(shown.method())).findFirst().orElseThrow();
    SweepCell training = cell.cell(seed.seed());
    PredictedFaces predicted =
        new CellScorer(faces, norms()).predictions(training, sweep.place(training));
    return Examples.of(seed.scores(), result.setup().norm(), predicted, EXAMPLES, EXAMPLES).stream()
        .map(example -> example.ofRun(shown.method()))
        .toList();
  }
}
