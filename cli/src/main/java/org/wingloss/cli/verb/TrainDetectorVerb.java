package org.wingloss.cli.verb;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.wingloss.cli.option.OutputOptions;
import org.wingloss.cli.option.OverrideOption;
import org.wingloss.cli.option.PhotographsOption;
import org.wingloss.cli.option.RunOptions;
import org.wingloss.cli.terminal.ExitCode;
import org.wingloss.cli.terminal.TrainingProgress;
import org.wingloss.training.checkpoint.Checkpoint.Progress;
import org.wingloss.training.detector.DetectorRecipe;
import org.wingloss.training.detector.DetectorRecipeFile;
import org.wingloss.training.detector.DetectorRun;
import org.wingloss.training.device.ProcessorInstructions;
import org.wingloss.training.recipe.Precision;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code train-detector}: synthetic faces and photographs become a face detector. */
@Command(
    name = "train-detector",
    header = "train a face detector",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Train a face detector on scenes that are put together from synthetic faces and photographs.",
      "The result is RUN/detector.onnx, for --detector of predict and track."
    },
    footer = {
      "",
      "Examples:",
      "  wingloss train-detector --photographs london --out runs/detector",
      "  wingloss train-detector --set steps=200 --out runs/quick",
      "  wingloss train-detector --resume --photographs london --out runs/detector"
    })
final class TrainDetectorVerb implements Callable<Integer> {
  @Option(
      names = {"-r", "--recipe"},
      paramLabel = "FILE",
      description = "A YAML file (default: the recipe of the built-in detector).")
  private Path recipe;

  @Mixin private OverrideOption overrides;

  @Mixin private PhotographsOption photographs;

  @Mixin private RunOptions run;

  @Mixin private OutputOptions output;

  @Override
  public Integer call() {
    run.requireFolder();
    run.setThreads();
    Optional<Path> file = Optional.ofNullable(recipe);
    if (run.resume() && recipe == null) {
      file = Optional.of(DetectorRun.recipe(run.out()));
    }
    DetectorRecipe resolved = DetectorRecipeFile.read(file, overrides.list());
    DetectorRun training = new DetectorRun(resolved, photographs.faces(), run.out());
    try (TrainingProgress progress = new TrainingProgress(output.err(), !output.quiet())) {
      if (resolved.precision() == Precision.BFLOAT16) {
        ProcessorInstructions.slowBfloat16().ifPresent(progress::remark);
      }
      Progress end = training.run(run.loaders(), progress.stage(1), progress::stopAsked);
      report(training, end, end.step() >= resolved.steps());
    }
    return ExitCode.OK;
  }

  private void report(DetectorRun training, Progress end, boolean finished) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("run", run.out().toString());
    document.put("finished", finished);
    document.put("step", end.step());
    document.put("seconds", end.seconds());
    output.printValue(
        document,
        () ->
            finished
                ? "detector: " + training.detector()
                : "saved: continue with: " + run.resumeCommand());
  }
}
