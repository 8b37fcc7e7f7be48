package org.wingloss.cli.verb;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.wingloss.cli.experiment.ReproducedTable;
import org.wingloss.cli.experiment.ReproductionRun;
import org.wingloss.cli.experiment.TrainingProcess;
import org.wingloss.cli.option.Arguments;
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
import org.wingloss.cli.terminal.SweepInterrupt;
import org.wingloss.training.sweep.Sweep;
import org.wingloss.training.sweep.SweepCell;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
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

  @Mixin private ReproducedTable reproduced;

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
  public Integer call() throws InterruptedException {
    Optional<Shard> shard = sharding.of(reproduced.folder().path(), output);
    jobs.requireDevice();
    ReproductionRun run = prepared();
    return shard.isPresent() ? writePart(run, shard.get()) : run(run);
  }

  /** What cannot be done is refused before anything is written. */
  private ReproductionRun prepared() {
    jobs.jobs(1);
    Arguments.within(1, Arguments.MOST_THREADS, "--threads", threads == null ? 1 : threads);
    return reproduced.prepared(output::say);
  }

  private int run(ReproductionRun run) throws InterruptedException {
    int processes = jobs.jobs(run.trainings().size());
    return ReproducedTable.report(
        run,
        SweepInterrupt.watch(
            () -> run.run(processes, Sweep.processes(worker(run)), output::say), output::say),
        output);
  }

  /** The threads of a training are those of the whole command, however small the shard is. */
  private TrainingProcess worker(ReproductionRun run) {
    int processes = jobs.jobs(run.trainings().size());
    int each = threads != null ? threads : processes > 1 ? 1 : Arguments.threadPerCore();
    return new TrainingProcess(
        spec.root().userObject().getClass(), reproduced.dataArguments(run), jobs.device(), each);
  }

  /** The cells of a shard are trained into their run folders; the part only lists them. */
  private int writePart(ReproductionRun run, Shard own) throws InterruptedException {
    ShardedWork work = work(run);
    List<Integer> places = work.places(own);
    List<SweepCell> some = places.stream().map(run.trainings()::get).toList();
    Sweep trainings = run.sweep(some, jobs.jobs(some.size()));
    List<SweepCell> failed =
        SweepInterrupt.watch(() -> run.train(trainings, worker(run), output::say), output::say);
    Path file = own.part(run.folder().path());
    try (PartWriter part = new PartWriter(file, work, own, places.size())) {
      TrainedCell.write(part, places, trainings);
    }
    output.say(
        "shard %s: %d of %d trainings in %s"
            .formatted(own, some.size(), run.trainings().size(), file));
    return ReproducedTable.exit(run, failed, output);
  }

  private ShardedWork work(ReproductionRun run) {
    Map<String, String> content = new LinkedHashMap<>();
    content.put("faces that are scored", EvaluatedFace.content(run.faces().test()));
    TrainedCell.putRecipes(run.trainings(), content);
    return sharding.work(content, run.trainings().stream().map(SweepCell::name).toList());
  }

  @Override
  public int merge(Parts parts) throws InterruptedException {
    ReproductionRun run = prepared();
    parts.require(work(run));
    TrainedCell.requireFinished(parts, run.sweep(run.trainings(), 1));
    return run(run); // Nothing is left to train.
  }
}
