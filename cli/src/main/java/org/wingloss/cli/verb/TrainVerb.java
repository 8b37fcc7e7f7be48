package org.wingloss.cli.verb;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.wingloss.cli.experiment.ValidationScore;
import org.wingloss.cli.option.DeviceOption;
import org.wingloss.cli.option.OutputOptions;
import org.wingloss.cli.option.RecipeOptions;
import org.wingloss.cli.option.RunOptions;
import org.wingloss.cli.option.TrainingFacesOptions;
import org.wingloss.cli.terminal.ExitCode;
import org.wingloss.cli.terminal.TrainingProgress;
import org.wingloss.cli.terminal.UsageException;
import org.wingloss.data.InvalidDataException;
import org.wingloss.training.InvalidRecipeException;
import org.wingloss.training.loop.TrainingResult;
import org.wingloss.training.recipe.Recipe;
import org.wingloss.training.run.EarlierRun;
import org.wingloss.training.run.Provenance;
import org.wingloss.training.run.RunFolder;
import org.wingloss.training.run.TrainingRun;
import org.wingloss.training.run.TrainingSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code train}: a recipe and a data set become a run folder with a model. */
@Command(
    name = "train",
    header = "train a model by a recipe",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Train a model by a recipe.",
    footer = {
      "",
      "Example:",
      "  wingloss train --recipe 300w-cnn6-wing --data 300w --out runs/first",
      "  wingloss train --recipe 300w-cnn6-wing --data 300w --out runs/l1 --set loss=l1",
      "  wingloss train --resume --data 300w --out runs/first",
      "  wingloss train --recipe 300w-cnn6-wing --data shards --out runs/stream \\",
      "    --set data=tar --set validation=list"
    })
final class TrainVerb implements Callable<Integer> {
  private static final String ACCEPT = "%s: %s; add --accept-changes to go on nevertheless";

  @Mixin private RecipeOptions recipe;
  @Mixin private TrainingFacesOptions data;

  @Mixin private RunOptions run;

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

  @Option(
      names = "--photographs",
      paramLabel = "DIR",
      description =
          "Photographs without landmarks, for recipes with two stages: the first stage labels the"
              + " faces that the built-in detector finds there, and the second trains on those it"
              + " is sure of beside the ones of --data. They are left in pseudo-labels.jsonl.")
  private Path photographs;

  @Mixin private DeviceOption device;

  @Mixin private OutputOptions output;

  @Override
  public Integer call() {
    run.setThreads();
    RunFolder folder = run.folder();
    Recipe resolved = recipe(folder);
    TrainingSet faces = faces(resolved);
    if (earlier() == EarlierRun.RESUMED) {
      Provenance.read(folder.provenance())
          .changeOf(faces)
          .ifPresent(
              change -> {
                throw new InvalidDataException(ACCEPT.formatted(folder.path(), change));
              });
    }
    String name = recipe.name().orElseGet(() -> Provenance.read(folder.provenance()).recipe());
    TrainingRun training =
        new TrainingRun(resolved, name, faces, folder, device.device(), run.loaders());
    ValidationScore score =
        ValidationScore.of(faces.scheme(), faces.trainedOn().kind(), resolved.box().kind());
    try (TrainingProgress progress = new TrainingProgress(output.err(), score, !output.quiet())) {
      TrainingResult result = training.run(score, progress, earlier());
      report(result, score);
    }
    return ExitCode.OK;
  }

  private Recipe recipe(RunFolder folder) {
    if (!run.resume() && recipe.name().isEmpty()) {
      throw new UsageException("--recipe is needed unless a run is resumed");
    }
    if (!run.resume() && acceptChanges) {
      throw new UsageException("--accept-changes is for --resume");
    }
    run.requireFolder();
    if (!run.resume()) {
      return recipe.read();
    }
    Recipe wanted = recipe.readOr(folder.recipe().toString());
    if (!acceptChanges) {
      folder
          .changeOf(wanted)
          .ifPresent(
              change -> {
                throw new InvalidRecipeException(ACCEPT.formatted(folder.path(), change));
              });
    }
    return wanted;
  }

  private TrainingSet faces(Recipe resolved) {
    TrainingSet faces = data.open(resolved);
    faces.remarks().forEach(remark -> output.warn("warning: " + remark));
    for (Path file : pseudoLabels) {
      faces = data.withLabelled(faces, file);
    }
    if (photographs == null) {
      return faces;
    }
    if (resolved.second().isEmpty()) {
      throw new UsageException(
          "--photographs are labelled by the first of two stages, but the recipe has one");
    }
    return faces.withPhotographs(photographs);
  }

  private EarlierRun earlier() {
    if (!run.resume()) {
      return EarlierRun.REFUSED;
    }
    return acceptChanges ? EarlierRun.CHANGED : EarlierRun.RESUMED;
  }

  private void report(TrainingResult result, ValidationScore score) {
    boolean validated = Double.isFinite(result.progress().bestNme());
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("run", run.out().toString());
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
            ? "model: " + run.folder().model()
            : "saved: continue with: " + run.resumeCommand();
    output.printValue(document, () -> best + end);
  }
}
