package org.wingloss.cli.verb;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.wingloss.cli.option.Arguments;
import org.wingloss.cli.option.OutputOptions;
import org.wingloss.cli.option.OverrideOption;
import org.wingloss.cli.terminal.ExitCode;
import org.wingloss.cli.terminal.TrainingProgress;
import org.wingloss.cli.terminal.UsageException;
import org.wingloss.training.checkpoint.Checkpoint.Progress;
import org.wingloss.training.detector.DetectorRecipe;
import org.wingloss.training.detector.DetectorRecipeFile;
import org.wingloss.training.detector.DetectorRun;
import org.wingloss.training.run.EngineThreads;
import org.wingloss.training.run.RunFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code train-detector}: synthetic faces and photographs become a face detector. */
@Command(
    name = "train-detector",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Train a face detector on scenes that are put together from synthetic faces and photographs.",
      "The result is RUN/detector.onnx, for --detector of predict and track."
    },
    footer = {
      "",
      "Examples:",
      "  wingloss train-detector --photographs ccby --boxes boxes.csv --out runs/detector",
      "  wingloss train-detector --set steps=200 --out runs/quick",
      "  wingloss train-detector --resume --photographs ccby --boxes boxes.csv --out runs/detector"
    })
final class TrainDetectorVerb implements Callable<Integer> {
  @Option(
      names = "--recipe",
      paramLabel = "FILE",
      description = "A YAML file (default: the recipe of the built-in detector).")
  private Path recipe;

  @Mixin private OverrideOption overrides;

  @Option(
      names = "--photographs",
      paramLabel = "DIR",
      description =
          "Photographs, each of one person before a plain background; their faces are in --boxes.")
  private Path photographs;

  @Option(
      names = "--boxes",
      paramLabel = "FILE",
      description =
          "The bounds of the faces, brows to chin: CSV with the header image,left,top,right,bottom,"
              + " or JSON Lines. Names are relative to --photographs.")
  private Path boxes;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "RUN",
      description = "The run folder; must be empty or absent unless the run is resumed.")
  private Path out;

  @Option(names = "--resume", description = "Continue the run in --out after its last checkpoint.")
  private boolean resume;

  @Option(
      names = "--threads",
      defaultValue = "0",
      paramLabel = "N",
      description = "Processor threads of the engine (default: one per processor).")
  private int threads;

  @Option(
      names = "--loaders",
      defaultValue = "1",
      paramLabel = "N",
      description = "Threads that draw scenes ahead (default: ${DEFAULT-VALUE}).")
  private int loaders;

  @Mixin private OutputOptions output;

  @Override
  public Integer call() {
    Arguments.within(0, Arguments.MOST_THREADS, "--threads", threads);
    Arguments.within(0, Arguments.MOST_THREADS, "--loaders", loaders);
    if ((photographs == null) != (boxes == null)) {
      throw new UsageException("give --photographs and --boxes together");
    }
    if (resume && !new RunFolder(out).exists()) {
      throw new UsageException("--out %s holds no run to resume".formatted(out));
    }
    if (!resume && !new RunFolder(out).isFree()) {
      throw new UsageException("--out %s is not empty".formatted(out));
    }
    EngineThreads.set(threads > 0 ? threads : EngineThreads.count());
    Optional<Path> file = Optional.ofNullable(recipe);
    if (resume && recipe == null) {
      file = Optional.of(DetectorRun.recipe(out));
    }
    DetectorRecipe resolved = DetectorRecipeFile.read(file, overrides.list());
    Optional<DetectorRun.Photographs> pictures =
        Optional.ofNullable(photographs).map(folder -> new DetectorRun.Photographs(folder, boxes));
    DetectorRun run = new DetectorRun(resolved, pictures, out);
    try (TrainingProgress progress = new TrainingProgress(output.err())) {
      Progress end = run.run(loaders, progress.stage(1), progress::stopAsked);
      report(run, end, end.step() >= resolved.steps());
    }
    return ExitCode.OK;
  }

  private void report(DetectorRun run, Progress end, boolean finished) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("run", out.toString());
    document.put("finished", finished);
    document.put("step", end.step());
    document.put("seconds", end.seconds());
    output.printValue(
        document,
        () ->
            finished
                ? "detector: " + run.detector()
                : "saved: continue with --resume --out " + out);
  }
}
