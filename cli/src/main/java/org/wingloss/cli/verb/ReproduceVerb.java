package org.wingloss.cli.verb;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.wingloss.cli.experiment.ReproductionFaces;
import org.wingloss.cli.experiment.ReproductionFolder;
import org.wingloss.cli.experiment.ReproductionRun;
import org.wingloss.cli.experiment.TrainingProcess;
import org.wingloss.cli.option.Arguments;
import org.wingloss.cli.option.DataOption;
import org.wingloss.cli.option.JobsOptions;
import org.wingloss.cli.option.OutputOptions;
import org.wingloss.cli.option.OverrideOption;
import org.wingloss.cli.terminal.ExitCode;
import org.wingloss.cli.terminal.SweepInterrupt;
import org.wingloss.cli.terminal.UsageException;
import org.wingloss.data.dataset.DatasetReader;
import org.wingloss.evaluation.report.ReportFiles;
import org.wingloss.evaluation.reproduction.Reproduction;
import org.wingloss.evaluation.reproduction.ReproductionJson;
import org.wingloss.evaluation.reproduction.ReproductionText;
import org.wingloss.training.reproduction.Budget;
import org.wingloss.training.reproduction.PaperCell;
import org.wingloss.training.reproduction.PaperLoss;
import org.wingloss.training.reproduction.PaperTable;
import org.wingloss.training.reproduction.Settings;
import org.wingloss.training.sweep.SweepCell;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code reproduce}: a table of the paper from own runs, beside the published one. */
@Command(
    name = "reproduce",
    header = "the paper's tables from own trainings",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Trains the cells of a table of the paper, scores them on the same test faces and prints them"
          + " beside the published numbers: intervals over faces, paired tests against the column"
          + " before, a verdict per cell, and the paper's claims as sentences that hold or do not.",
      "Started again, it goes on where it stood; a finished folder is printed again in seconds."
    },
    footer = {
      "",
      "The faces scored are the data set's test set; where it is absent, every tenth photograph of"
          + " the training set, which is then held out of training and of model selection. Without"
          + " --data the budget smoke renders synthetic faces.",
      "",
      "Examples:",
      "  wingloss reproduce table1 --budget smoke",
      "  wingloss reproduce table1 --data AFLW --budget short --seeds 3 --jobs 2 \\",
      "    --out table1",
      "  wingloss reproduce table3 --data MTFL --dataset mtfl --budget short \\",
      "    --losses l1,wing",
      "  wingloss reproduce table4 --data 300w --budget paper --device gpu --jobs 4"
    })
final class ReproduceVerb implements Callable<Integer> {
  private static final int MOST_SEEDS = 1000;

  @Spec private CommandSpec spec;

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

  @Mixin private JobsOptions jobs;

  @Option(
      names = {"-t", "--threads"},
      paramLabel = "N",
      description =
          "Processor threads of the engine in each training (default: 1 with several jobs, else one"
              + " per core).")
  private Integer threads;

  @Mixin private OverrideOption overrides;

  @Mixin private OutputOptions output;

  @Override
  public Integer call() {
    PaperTable wanted = Arguments.usable(() -> PaperTable.of(table));
    Budget size = Arguments.usable(() -> Budget.of(budget));
    check(wanted, size);
    String layout = kind == null ? wanted.kind() : kind;
    List<PaperLoss> columns =
        losses.isEmpty()
            ? List.of(PaperLoss.values())
            : losses.stream().map(loss -> Arguments.usable(() -> PaperLoss.of(loss))).toList();
    // What cannot be done is refused before anything is written.
    DatasetReader.of(layout);
    cells(wanted, new Settings(size, layout, Optional.empty(), overrides.list()), columns);
    ReproductionFolder folder = new ReproductionFolder(out == null ? Path.of(wanted.label()) : out);
    ReproductionFaces faces =
        faces(
            folder,
            new ReproductionFolder.Plan(wanted.label(), size.label(), layout, data == null));
    Settings settings = new Settings(size, layout, faces.heldOut(), overrides.list());
    List<PaperCell> cells = cells(wanted, settings, columns);
    return run(
        new ReproductionRun(
            wanted, cells, settings, seeds, faces, data == null, command(), folder));
  }

  private ReproductionFaces faces(ReproductionFolder folder, ReproductionFolder.Plan plan) {
    if (data != null) {
      ReproductionFaces faces = ReproductionFaces.read(data.reader(plan.dataset()), data.data());
      folder.claim(plan);
      return faces;
    }
    folder.claim(plan);
    return ReproductionFaces.read(
        DatasetReader.of(plan.dataset()), folder.synthetic(plan.dataset(), output::say));
  }

  private int run(ReproductionRun run) {
    int processes = jobs.jobs(run.cells().size() * seeds);
    int each =
        threads != null ? threads : processes > 1 ? 1 : Runtime.getRuntime().availableProcessors();
    TrainingProcess worker =
        new TrainingProcess(
            spec.root().userObject().getClass(),
            data == null ? List.of("--data", run.faces().data().toString()) : data.arguments(),
            jobs.device(),
            each);
    ReproductionRun.Outcome outcome;
    SweepInterrupt watch = SweepInterrupt.ofThisThread();
    try {
      outcome = run.run(processes, worker, output::say);
    } catch (InterruptedException e) {
      output.say("stopped; begun trainings save and end, and the same command goes on");
      return ExitCode.UNEXPECTED;
    } finally {
      watch.close();
    }
    outcome.result().ifPresent(result -> print(result, run.folder()));
    outcome.failed().forEach(cell -> complain(cell, run.folder()));
    return outcome.failed().isEmpty() ? ExitCode.OK : ExitCode.UNEXPECTED;
  }

  /** The table's cells, each proved to be a recipe. */
  private static List<PaperCell> cells(
      PaperTable wanted, Settings settings, List<PaperLoss> columns) {
    List<PaperCell> cells = wanted.cells(settings, columns);
    cells.forEach(cell -> cell.cell(1).read());
    return cells;
  }

  private void check(PaperTable wanted, Budget size) {
    if (data == null && size != Budget.SMOKE) {
      throw new UsageException(
          "--data is needed: only the budget smoke renders its own faces, and this is " + budget);
    }
    Arguments.within(1, MOST_SEEDS, "--seeds", seeds);
    jobs.jobs(1);
    Arguments.within(1, Arguments.MOST_THREADS, "--threads", threads == null ? 1 : threads);
    if (!losses.isEmpty() && !wanted.comparesLosses()) {
      throw new UsageException("--losses: the columns of table2 are values of w, not losses");
    }
    for (String key : List.of("seed", "data", "validation")) {
      if (overrides.list().stream()
          .anyMatch(o -> o.replaceAll("\\s*=.*", "").strip().equals(key))) {
        throw new UsageException(
            "--set %s: is decided by %s"
                .formatted(key, key.equals("seed") ? "--seeds" : "--dataset and its faces"));
      }
    }
  }

  /** What was typed, without what does not change a number; folders by name only. */
  private String command() {
    StringBuilder words = new StringBuilder("wingloss reproduce " + table);
    if (data != null) {
      words.append(" --data ").append(data.data().toAbsolutePath().normalize().getFileName());
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

  private void print(Reproduction result, ReproductionFolder folder) {
    output.print(
        () -> ReproductionJson.text(result),
        () ->
            "%s%n%nreport: %s"
                .formatted(ReproductionText.of(result), folder.path().resolve(ReportFiles.PAGE)));
  }

  /** A failed training's last words. */
  private void complain(SweepCell cell, ReproductionFolder folder) {
    Path log = folder.runs().resolve(cell.name() + ".log");
    String words = "";
    try {
      List<String> lines = Files.readAllLines(log, StandardCharsets.UTF_8);
      words = lines.isEmpty() ? "" : ": " + lines.get(lines.size() - 1);
    } catch (IOException e) {
      words = ": its log cannot be read";
    }
    output.warn("%s was not trained%s (%s)".formatted(cell.name(), words, log));
  }
}
