package org.wingloss.cli.verb;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.random.RandomGenerator;
import org.wingloss.cli.terminal.ExitCode;
import org.wingloss.cli.terminal.UsageException;
import org.wingloss.data.batch.Seeds;
import org.wingloss.data.crop.BoxCrop;
import org.wingloss.data.face.Face;
import org.wingloss.data.format.StrictJson;
import org.wingloss.data.io.AtomicFile;
import org.wingloss.data.preview.ContactSheet;
import org.wingloss.training.recipe.Recipe;
import org.wingloss.training.recipe.RecipeFile;
import org.wingloss.training.run.TrainingData;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code preview}: what a recipe's network is going to see. */
@Command(
    name = "preview",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Show augmented training faces with their landmarks on an HTML page.",
    footer = {
      "",
      "Example:",
      "  wingloss preview --recipe 300w-cnn6-wing --data 300w --out preview.html",
      "  wingloss preview --recipe 300w-cnn6-wing --data 300w --out preview.html \\",
      "    --set augmentation='[flip, rotation(degrees=60), jpeg(probability=1)]'"
    })
final class PreviewVerb implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--recipe",
      required = true,
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
      paramLabel = "FILE",
      description = "The HTML page; an existing one is replaced.")
  private Path out;

  @Option(
      names = "--set",
      paramLabel = "key=value",
      description = "Change a key of the recipe; may be repeated.")
  private List<String> overrides = List.of();

  @Option(
      names = "--boxes",
      paramLabel = "FILE",
      description = "Face boxes by picture, for recipes with box: file.")
  private Path boxes;

  @Option(
      names = "--faces",
      defaultValue = "8",
      paramLabel = "N",
      description = "Faces, chosen at random by the recipe's seed (default: ${DEFAULT-VALUE}).")
  private int faces;

  @Option(
      names = "--draws",
      defaultValue = "7",
      paramLabel = "N",
      description = "Augmented samples per face (default: ${DEFAULT-VALUE}).")
  private int draws;

  @Option(names = "--json", description = "Print the result as one JSON document.")
  private boolean json;

  @Override
  public Integer call() throws JsonProcessingException {
    if (faces < 1 || draws < 0) {
      throw new UsageException("--faces must be at least 1 and --draws at least 0");
    }
    if (Files.isDirectory(out)) {
      throw new UsageException("--out %s is a folder, not a page".formatted(out));
    }
    Recipe resolved = RecipeFile.read(recipe, overrides);
    TrainingData found =
        boxes == null
            ? TrainingData.read(resolved, data)
            : TrainingData.read(resolved, data, boxes);
    List<Face> shown = some(found.faces(), resolved.seed());
    ContactSheet sheet =
        new ContactSheet(
            new BoxCrop(resolved.box()),
            resolved.stage().augmentation(),
            found.scheme(),
            resolved.stage().network().inputSize(),
            draws,
            resolved.seed());
    AtomicFile.write(out, sheet.html(shown, Runtime.getRuntime().availableProcessors()));
    report(sheet, shown.size());
    return ExitCode.OK;
  }

  private List<Face> some(List<Face> all, long seed) {
    List<Face> rest = new ArrayList<>(all);
    List<Face> chosen = new ArrayList<>();
    RandomGenerator random = Seeds.random(seed);
    while (chosen.size() < faces && !rest.isEmpty()) {
      chosen.add(rest.remove(random.nextInt(rest.size())));
    }
    chosen.sort(Comparator.comparing(Face::id));
    return chosen;
  }

  private void report(ContactSheet sheet, int shown) throws JsonProcessingException {
    if (json) {
      Map<String, Object> document = new LinkedHashMap<>();
      document.put("page", out.toString());
      document.put("faces", shown);
      document.put("draws", draws);
      document.put("input-size", sheet.inputSize());
      document.put("scheme", sheet.scheme().name());
      document.put("augmentation", sheet.augmentations().lines());
      spec.commandLine().getOut().println(StrictJson.mapper().writeValueAsString(document));
      return;
    }
    spec.commandLine()
        .getOut()
        .printf("%s: %d faces, %d augmented samples each%n", out, shown, draws);
  }
}
