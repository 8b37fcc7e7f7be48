package org.wingloss.cli.verb;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.wingloss.cli.experiment.ValidationScore;
import org.wingloss.cli.option.Arguments;
import org.wingloss.cli.option.DeviceOption;
import org.wingloss.cli.option.OutputOptions;
import org.wingloss.cli.option.RecipeOptions;
import org.wingloss.cli.option.TrainingFacesOptions;
import org.wingloss.cli.terminal.ExitCode;
import org.wingloss.cli.terminal.TrainingProgress;
import org.wingloss.cli.terminal.UsageException;
import org.wingloss.training.loop.TrainingResult;
import org.wingloss.training.recipe.Recipe;
import org.wingloss.training.run.EngineThreads;
import org.wingloss.training.run.Provenance;
import org.wingloss.training.run.RunFolder;
import org.wingloss.training.run.TrainingData;
import org.wingloss.training.run.TrainingRun;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code train}: a recipe and a data set become a run folder with a model. */
@Command(
    name = "train",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Train a model by a recipe.",
    footer = {
      "",
      "Example:",
      "  wingloss train --recipe 300w-cnn6-wing --data 300w --out runs/first",
      "  wingloss train --recipe 300w-cnn6-wing --data 300w --out runs/l1 --set loss=l1",
      "  wingloss train --resume --data 300w --out runs/first"
    })
final class TrainVerb implements Callable<Integer> {
  @Mixin private RecipeOptions recipe;
  @Mixin private TrainingFacesOptions data;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "RUN",
      description = "The run folder; must be empty or absent unless the run is resumed.")
  private Path out;

  @Option(names = "--resume", description = "Continue the run in --out after its last checkpoint.")
  private boolean resume;

  @Option(
      names = "--accept-changes",
      description = "Resume although the recipe or the data have changed.")
  private boolean acceptChanges;

  @Option(
      names = "--pseudo-labels",
      paramLabel = "FILE",
      description =
          "More training faces, pseudo-labelled: JSON Lines as predict --stored-orientation writes"
              + " them, pictures below the file's folder. Those of --data are repeated until they"
              + " are as many. May be repeated.")
  private List<Path> pseudoLabels = List.of();

  @Mixin private DeviceOption device;

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
      description = "Threads that prepare batches ahead (default: ${DEFAULT-VALUE}).")
  private int loaders;

  @Mixin private OutputOptions output;

  @Override
  public Integer call() {
    Arguments.within(0, Arguments.MOST_THREADS, "--threads", threads);
    Arguments.within(0, Arguments.MOST_THREADS, "--loaders", loaders);
    EngineThreads.set(threads > 0 ? threads : EngineThreads.count());
    RunFolder folder = new RunFolder(out);
    Recipe resolved = recipe(folder);
    TrainingData faces = data.read(resolved);
    for (Path file : pseudoLabels) {
      faces = faces.withLabelled(file);
    }
    if (resume && !acceptChanges) {
      folder.requireSameData(faces);
    }
    String name = recipe.name().orElseGet(() -> Provenance.read(folder.provenance()).recipe());
    TrainingRun run = new TrainingRun(resolved, name, faces, folder, device.device(), loaders);
    ValidationScore score = ValidationScore.of(faces.scheme(), resolved.data());
    try (TrainingProgress progress = new TrainingProgress(output.err(), score)) {
      TrainingResult result = run.run(score, progress);
      report(result, score);
    }
    return ExitCode.OK;
  }

  private Recipe recipe(RunFolder folder) {
    if (!resume) {
      if (recipe.name().isEmpty()) {
        throw new UsageException("--recipe is needed unless a run is resumed");
      }
      if (!folder.isFree()) {
        throw new UsageException(
            folder.exists()
                ? "--out %s already holds a run; add --resume to continue it".formatted(out)
                : "--out %s is not empty".formatted(out));
      }
      return recipe.read();
    }
    if (!folder.exists()) {
      throw new UsageException("--out %s holds no run to resume".formatted(out));
    }
    Recipe wanted = recipe.readOr(folder.recipe().toString());
    if (!acceptChanges) {
      folder.requireSameRecipe(wanted);
    }
    return wanted;
  }

  private void report(TrainingResult result, ValidationScore score) {
    boolean validated = Double.isFinite(result.progress().bestNme());
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("run", out.toString());
    document.put("finished", result.finished());
    document.put("step", result.progress().step());
    document.put("seconds", result.progress().seconds());
    if (validated) {
      document.put("norm", score.norm());
      document.put("nme", result.progress().bestNme());
      document.put("best-step", result.progress().bestStep());
    }
    String best =
        validated
            ? "validation NME %.3f %% (%s), best at step %d of %d%n"
                .formatted(
                    result.progress().bestNme(),
                    score.norm(),
                    result.progress().bestStep(),
                    result.progress().step())
            : "";
    String end =
        result.finished()
            ? "model: " + new RunFolder(out).model()
            : "saved: continue with --resume --out " + out;
    output.printValue(document, () -> best + end);
  }
}
