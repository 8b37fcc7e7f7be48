package org.wingloss.cli.experiment;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.wingloss.cli.option.Arguments;
import org.wingloss.cli.option.DataOption;
import org.wingloss.cli.option.OutputOptions;
import org.wingloss.cli.option.OverrideOption;
import org.wingloss.cli.terminal.ExitCode;
import org.wingloss.cli.terminal.UsageException;
import org.wingloss.data.dataset.DatasetReader;
import org.wingloss.data.io.FileName;
import org.wingloss.evaluation.report.ReportFiles;
import org.wingloss.evaluation.reproduction.Reproduction;
import org.wingloss.evaluation.reproduction.ReproductionJson;
import org.wingloss.evaluation.reproduction.ReproductionText;
import org.wingloss.training.recipe.ValidationSplit;
import org.wingloss.training.reproduction.Budget;
import org.wingloss.training.reproduction.PaperCell;
import org.wingloss.training.reproduction.PaperLoss;
import org.wingloss.training.reproduction.PaperTable;
import org.wingloss.training.reproduction.Settings;
import org.wingloss.training.sweep.Sweep;
import org.wingloss.training.sweep.SweepCell;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The table that is reproduced, its faces and its folder, wherever its cells are trained. */
public final class ReproducedTable {
  private static final int MOST_SEEDS = 1000;

  /** Keys that {@code --set} may not change, and what decides them. */
  private static final Map<String, String> DECIDED =
      Map.of(
          "seed", "--seeds",
          "data", "--dataset and its faces",
          "validation", "--dataset and its faces",
          "loss", "the table",
          "second-stage.loss", "the table",
          "balance", "the table",
          "stages", "the table");

  @Parameters(
      paramLabel = "table1|table2|table3|table4",
      description =
          "1: CNN-6, four losses. 2: w and epsilon of Wing. 3: pose balancing and two stages, four"
              + " losses each. 4: the whole method on 300-W.")
  private String table;

  /** The data set as its owners distribute it; without, the budget smoke renders faces. */
  @ArgGroup(exclusive = false)
  private DataOption data;

  @Option(
      names = "--dataset",
      paramLabel = "KIND",
      description = "As for evaluate (default: aflw, for table4 300w).")
  private String kind;

  @Option(
      names = {"-o", "--out"},
      paramLabel = "DIR",
      description = "Receives runs, report.html and reproduction.json (default: the table's name).")
  private Path out;

  @Option(
      names = "--budget",
      paramLabel = "smoke|short|paper",
      defaultValue = "short",
      description =
          "smoke: minutes, narrow networks; short: hours on two cores; paper: its own settings,"
              + " 120,000 steps a stage (default: ${DEFAULT-VALUE}).")
  private String budget;

  @Option(
      names = "--seeds",
      paramLabel = "N",
      defaultValue = "1",
      description = "Trainings of every cell; more may be added later (default: ${DEFAULT-VALUE}).")
  private int seeds;

  @Option(
      names = "--losses",
      paramLabel = "L,L",
      split = ",",
      description = "Only some columns: l2, l1, smooth-l1, wing (default: all).")
  private List<String> losses = List.of();

  @Mixin private OverrideOption overrides;

  /** Where everything goes. */
  public ReproductionFolder folder() {
    return new ReproductionFolder(out == null ? Path.of(table) : out);
  }

  /**
   * What is to be done, with the faces; what cannot be done is refused before that.
   *
   * @param say hears one line per step of the work
   * @throws UsageException if what was typed does not fit
   */
  public ReproductionRun prepared(Consumer<String> say) {
    PaperTable wanted = Arguments.usable(() -> PaperTable.of(table));
    check(wanted);
    String layout = kind == null ? wanted.kind() : kind;
    DatasetReader.of(layout);
    cells(wanted, settings(layout, Optional.empty(), false));
    ReproductionFaces faces =
        faces(
            new ReproductionFolder.Plan(wanted.label(), budget().label(), layout, data == null),
            say);
    Settings settings = settings(layout, faces.heldOut(), faces.namesValidation());
    List<PaperCell> cells = cells(wanted, settings);
    return new ReproductionRun(
        wanted, cells, settings, seeds, faces, data == null, command(), folder());
  }

  /** The options that name the data set to a training. */
  public List<String> dataArguments(ReproductionRun run) {
    return data == null ? List.of("--data", run.faces().data().toString()) : data.arguments();
  }

  private ReproductionFaces faces(ReproductionFolder.Plan plan, Consumer<String> say) {
    ReproductionFolder folder = folder();
    if (data != null) {
      ReproductionFaces faces = read(data.reader(plan.dataset()), data.data());
      folder.claim(plan);
      return faces;
    }
    folder.claim(plan);
    return read(DatasetReader.of(plan.dataset()), folder.synthetic(plan.dataset(), say));
  }

  private ReproductionFaces read(DatasetReader reader, Path folder) {
    ReproductionFaces faces = ReproductionFaces.read(reader, folder);
    if (faces.heldOut().isPresent() && overrides.keys().contains("validate-every")) {
      throw decided("validate-every", "the faces that are scored, which must select no model");
    }
    return faces;
  }

  /** The table's cells, each proved to be a recipe that can be trained here. */
  private List<PaperCell> cells(PaperTable wanted, Settings settings) {
    List<PaperCell> cells = wanted.cells(settings, columns());
    TrainingProcess.requireTrainable(cells.stream().map(cell -> cell.cell(1)).toList());
    return cells;
  }

  /** The budget. */
  private Budget budget() {
    return Arguments.usable(() -> Budget.of(budget));
  }

  /** The columns of tables that compare losses. */
  private List<PaperLoss> columns() {
    return losses.isEmpty()
        ? List.of(PaperLoss.values())
        : losses.stream().map(loss -> Arguments.usable(() -> PaperLoss.of(loss))).toList();
  }

  /** What all trainings share. */
  private Settings settings(String layout, Optional<ValidationSplit> heldOut, boolean listed) {
    return new Settings(budget(), layout, heldOut, listed, overrides.list());
  }

  private void check(PaperTable wanted) {
    if (data == null && budget() != Budget.SMOKE) {
      throw new UsageException(
          "--data is needed: only the budget smoke renders its own faces, and this is "
              + budget().label());
    }
    Arguments.within(1, MOST_SEEDS, "--seeds", seeds);
    if (!losses.isEmpty() && !wanted.comparesLosses()) {
      throw new UsageException("--losses: the columns of table2 are values of w, not losses");
    }
    for (String key : overrides.keys()) {
      if (DECIDED.containsKey(key)) {
        throw decided(key, DECIDED.get(key));
      }
    }
  }

  private static UsageException decided(String key, String by) {
    return new UsageException("--set %s: is decided by %s".formatted(key, by));
  }

  /** What was typed, without what does not change a number; folders by name only. */
  private String command() {
    StringBuilder words = new StringBuilder("wingloss reproduce " + table);
    if (data != null) {
      words.append(" --data ").append(FileName.last(data.data()));
    }
    if (kind != null) {
      words.append(" --dataset ").append(kind);
    }
    words.append(" --budget ").append(budget);
    if (seeds > 1) {
      words.append(" --seeds ").append(seeds);
    }
    if (!losses.isEmpty()) {
      words.append(" --losses ").append(String.join(",", losses));
    }
    overrides.list().forEach(o -> words.append(" --set '").append(o).append('\''));
    return words.toString();
  }

  /**
   * Prints what came of it.
   *
   * @return the exit code
   */
  public static int report(
      ReproductionRun run, ReproductionRun.Outcome outcome, OutputOptions output) {
    outcome.result().ifPresent(result -> print(result, run.folder(), output));
    return exit(run, outcome.failed(), output);
  }

  /**
   * Tells the trainings that failed.
   *
   * @return the exit code
   */
  public static int exit(ReproductionRun run, List<SweepCell> failed, OutputOptions output) {
    Sweep trainings = run.sweep(failed, 1);
    failed.forEach(cell -> output.warn(TrainingProcess.failure(cell, trainings.log(cell))));
    return failed.isEmpty() ? ExitCode.OK : ExitCode.UNEXPECTED;
  }

  private static void print(Reproduction result, ReproductionFolder folder, OutputOptions output) {
    output.print(
        () -> ReproductionJson.text(result),
        () ->
            "%s%n%nreport: %s"
                .formatted(ReproductionText.of(result), folder.path().resolve(ReportFiles.PAGE)));
  }
}
