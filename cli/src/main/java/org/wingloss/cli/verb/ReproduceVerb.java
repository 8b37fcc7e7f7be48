package org.wingloss.cli.verb;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.wingloss.cli.experiment.ReproductionFaces;
import org.wingloss.cli.experiment.ReproductionFolder;
import org.wingloss.cli.experiment.ReproductionOptions;
import org.wingloss.cli.experiment.ReproductionRun;
import org.wingloss.cli.experiment.TrainingProcess;
import org.wingloss.cli.option.Arguments;
import org.wingloss.cli.option.DataOption;
import org.wingloss.cli.option.JobsOptions;
import org.wingloss.cli.option.OutputOptions;
import org.wingloss.cli.option.ShardOption;
import org.wingloss.cli.shard.EvaluatedFace;
import org.wingloss.cli.shard.PartWriter;
import org.wingloss.cli.shard.Parts;
import org.wingloss.cli.shard.Shard;
import org.wingloss.cli.shard.ShardedVerb;
import org.wingloss.cli.shard.ShardedWork;
import org.wingloss.cli.shard.TrainedCell;
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
final class ReproduceVerb implements Callable<Integer>, ShardedVerb {
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

  @Mixin private ReproductionOptions size;

  @Mixin private JobsOptions jobs;

  @Option(
      names = {"-t", "--threads"},
      paramLabel = "N",
      description =
          "Processor threads of the engine in each training (default: 1 with several jobs, else one"
              + " per core).")
  private Integer threads;

  @Mixin private ShardOption sharding;

  @Mixin private OutputOptions output;

  @Override
  public Integer call() {
    Optional<Shard> shard = sharding.of(folder().path(), output);
    ReproductionRun run = prepared();
    return shard.isPresent() ? writePart(run, shard.get()) : run(run);
  }

  private ReproductionFolder folder() {
    return new ReproductionFolder(out == null ? Path.of(table) : out);
  }

  /** What is to be done, with the faces; what cannot be done is refused before that. */
  private ReproductionRun prepared() {
    PaperTable wanted = Arguments.usable(() -> PaperTable.of(table));
    check(wanted);
    String layout = kind == null ? wanted.kind() : kind;
    DatasetReader.of(layout);
    cells(wanted, size.settings(layout, Optional.empty()));
    ReproductionFaces faces =
        faces(
            new ReproductionFolder.Plan(
                wanted.label(), size.budget().label(), layout, data == null));
    Settings settings = size.settings(layout, faces.heldOut());
    List<PaperCell> cells = cells(wanted, settings);
    return new ReproductionRun(
        wanted, cells, settings, size.seeds(), faces, data == null, command(), folder());
  }

  private ReproductionFaces faces(ReproductionFolder.Plan plan) {
    ReproductionFolder folder = folder();
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
    int processes = jobs.jobs(run.trainings().size());
    ReproductionRun.Outcome outcome;
    SweepInterrupt watch = SweepInterrupt.ofThisThread();
    try {
      outcome = run.run(processes, worker(run), output::say);
    } catch (InterruptedException e) {
      return stopped();
    } finally {
      watch.close();
    }
    outcome.result().ifPresent(result -> print(result, run.folder()));
    return exit(outcome.failed(), run);
  }

  /** The threads of a training are those of the whole command, however small the shard is. */
  private TrainingProcess worker(ReproductionRun run) {
    int processes = jobs.jobs(run.trainings().size());
    int each =
        threads != null ? threads : processes > 1 ? 1 : Runtime.getRuntime().availableProcessors();
    return new TrainingProcess(
        spec.root().userObject().getClass(),
        data == null ? List.of("--data", run.faces().data().toString()) : data.arguments(),
        jobs.device(),
        each);
  }

  private int stopped() {
    output.say("stopped; begun trainings save and end, and the same command goes on");
    return ExitCode.UNEXPECTED;
  }

  private int exit(List<SweepCell> failed, ReproductionRun run) {
    failed.forEach(cell -> complain(cell, run.folder()));
    return failed.isEmpty() ? ExitCode.OK : ExitCode.UNEXPECTED;
  }

  /** The cells of a shard are trained into their run folders; the part only lists them. */
  private int writePart(ReproductionRun run, Shard own) {
    ShardedWork work = work(run);
    List<Integer> places = work.places(own);
    List<SweepCell> some = places.stream().map(run.trainings()::get).toList();
    List<SweepCell> failed;
    SweepInterrupt watch = SweepInterrupt.ofThisThread();
    try {
      failed = run.train(some, jobs.jobs(some.size()), worker(run), output::say);
    } catch (InterruptedException e) {
      return stopped();
    } finally {
      watch.close();
    }
    Path file = own.part(run.folder().path());
    try (PartWriter part = new PartWriter(file, work, own, places.size())) {
      TrainedCell.write(part, places, some, run::isFinished);
    }
    output.say(
        "shard %s: %d of %d trainings in %s"
            .formatted(own, some.size(), run.trainings().size(), file));
    return exit(failed, run);
  }

  private ShardedWork work(ReproductionRun run) {
    Map<String, String> content = new LinkedHashMap<>();
    content.put("faces that are scored", EvaluatedFace.content(run.faces().test()));
    TrainedCell.putRecipes(run.trainings(), content);
    return sharding.work(content, run.trainings().stream().map(SweepCell::name).toList());
  }

  @Override
  public int merge(Parts parts) {
    ReproductionRun run = prepared();
    parts.require(work(run));
    TrainedCell.requireFinished(parts, run.trainings(), run::isFinished);
    return run(run); // Nothing is left to train.
  }

  /** The table's cells, each proved to be a recipe. */
  private List<PaperCell> cells(PaperTable wanted, Settings settings) {
    List<PaperCell> cells = wanted.cells(settings, size.columns());
    cells.forEach(cell -> cell.cell(1).read());
    return cells;
  }

  private void check(PaperTable wanted) {
    if (data == null && size.budget() != Budget.SMOKE) {
      throw new UsageException(
          "--data is needed: only the budget smoke renders its own faces, and this is "
              + size.budget().label());
    }
    size.check(wanted);
    jobs.jobs(1);
    Arguments.within(1, Arguments.MOST_THREADS, "--threads", threads == null ? 1 : threads);
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
    return words + size.words();
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
