package org.wingloss.cli.verb;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.wingloss.cli.experiment.ValidationScore;
import org.wingloss.cli.terminal.ExitCode;
import org.wingloss.cli.terminal.TrainingProgress;
import org.wingloss.cli.terminal.UsageException;
import org.wingloss.data.format.StrictJson;
import org.wingloss.training.loop.TrainingResult;
import org.wingloss.training.recipe.Recipe;
import org.wingloss.training.recipe.RecipeFile;
import org.wingloss.training.run.EngineThreads;
import org.wingloss.training.run.RunFolder;
import org.wingloss.training.run.TrainingData;
import org.wingloss.training.run.TrainingRun;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

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
  @Spec private CommandSpec spec;

  @Option(
      names = "--recipe",
      paramLabel = "FILE-or-name",
      description = "A recipe file, or the name of a bundled recipe.")
  private String recipe;

  @Option(
      names = "--data",
      required = true,
      paramLabel = "DIR",
      description = "The folder of the data set.")
  private Path data;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "RUN",
      description = "The run folder; must be empty or absent unless the run is resumed.")
  private Path out;

  @Option(
      names = "--set",
      paramLabel = "key=value",
      description = "Change a key of the recipe; may be repeated.")
  private List<String> overrides = List.of();

  @Option(names = "--resume", description = "Continue the run in --out after its last checkpoint.")
  private boolean resume;

  @Option(
      names = "--accept-changes",
      description = "Resume although the recipe or the data have changed.")
  private boolean acceptChanges;

  @Option(
      names = "--boxes",
      paramLabel = "FILE",
      description = "Face boxes by picture, for recipes with box: file.")
  private Path boxes;

  @Option(
      names = "--labelled",
      paramLabel = "FILE",
      description =
          "More faces to train on, labelled by models: JSON Lines as predict --stored-orientation"
              + " writes them, pictures below the file's folder. Those of --data are repeated"
              + " until they are as many. May be repeated.")
  private List<Path> labelled = List.of();

  @Option(
      names = "--device",
      defaultValue = "auto",
      paramLabel = "D",
      description =
          "auto, cpu, gpu, gpu:N, or several that share every batch: gpu:0,1"
              + " (default: ${DEFAULT-VALUE}).")
  private String device;

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
      description = "Threads that draw batches ahead (default: ${DEFAULT-VALUE}).")
  private int loaders;

  @Option(names = "--json", description = "Print the result as one JSON document.")
  private boolean json;

  @Override
  public Integer call() throws JsonProcessingException {
    EngineThreads.set(threads > 0 ? threads : EngineThreads.count());
    RunFolder folder = new RunFolder(out);
    Recipe resolved = recipe(folder);
    TrainingData faces =
        boxes == null
            ? TrainingData.read(resolved, data)
            : TrainingData.read(resolved, data, boxes);
    for (Path file : labelled) {
      faces = faces.withLabelled(file);
    }
    if (resume && !acceptChanges) {
      folder.requireSameData(faces);
    }
    String name = recipe == null ? folder.path().toString() : recipe;
    TrainingRun run = new TrainingRun(resolved, name, faces, folder, device, loaders);
    ValidationScore score = ValidationScore.of(faces.scheme(), resolved.data());
    try (TrainingProgress progress = new TrainingProgress(spec.commandLine().getErr(), score)) {
      TrainingResult result = run.run(score, progress);
      report(result, score);
    }
    return ExitCode.OK;
  }

  private Recipe recipe(RunFolder folder) {
    if (!resume) {
      if (recipe == null) {
        throw new UsageException("--recipe is needed unless a run is resumed");
      }
      if (!folder.isFree()) {
        throw new UsageException(
            folder.exists()
                ? "--out %s already holds a run; add --resume to continue it".formatted(out)
                : "--out %s is not empty".formatted(out));
      }
      return RecipeFile.read(recipe, overrides);
    }
    if (!folder.exists()) {
      throw new UsageException("--out %s holds no run to resume".formatted(out));
    }
    String source = recipe == null ? folder.recipe().toString() : recipe;
    Recipe wanted = RecipeFile.read(source, overrides);
    if (!acceptChanges) {
      folder.requireSameRecipe(wanted);
    }
    return wanted;
  }

  private void report(TrainingResult result, ValidationScore score) throws JsonProcessingException {
    PrintWriter print = spec.commandLine().getOut();
    boolean validated = Double.isFinite(result.progress().bestNme());
    if (json) {
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
      print.println(StrictJson.mapper().writeValueAsString(document));
      return;
    }
    if (validated) {
      print.printf(
          "validation NME %.3f %% (%s), best at step %d of %d%n",
          result.progress().bestNme(),
          score.norm(),
          result.progress().bestStep(),
          result.progress().step());
    }
    print.printf(
        result.finished() ? "model: %s%n" : "saved: continue with --resume --out %s%n",
        result.finished() ? new RunFolder(out).model() : out);
  }
}
