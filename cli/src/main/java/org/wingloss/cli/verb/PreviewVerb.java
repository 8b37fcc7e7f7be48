package org.wingloss.cli.verb;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.random.RandomGenerator;
import org.wingloss.cli.option.Arguments;
import org.wingloss.cli.option.OutputOptions;
import org.wingloss.cli.option.RecipeOptions;
import org.wingloss.cli.option.TrainingFacesOptions;
import org.wingloss.cli.terminal.ExitCode;
import org.wingloss.data.Plural;
import org.wingloss.data.batch.Seeds;
import org.wingloss.data.crop.BoxCrop;
import org.wingloss.data.face.Face;
import org.wingloss.data.io.AtomicFile;
import org.wingloss.data.preview.ContactSheet;
import org.wingloss.training.recipe.Recipe;
import org.wingloss.training.run.TrainingData;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code preview}: what a recipe's network is going to see. */
@Command(
    name = "preview",
    header = "augmented training faces on a page",
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
  private static final int MOST_DRAWS = 1000;

  @Mixin private RecipeOptions recipe;
  @Mixin private TrainingFacesOptions data;

  @Option(
      names = {"-o", "--out"},
      required = true,
      paramLabel = "FILE",
      description = "The HTML page; an existing one is replaced.")
  private Path out;

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

  @Mixin private OutputOptions output;

  @Override
  public Integer call() {
    Arguments.within(1, Integer.MAX_VALUE, "--faces", faces);
    Arguments.within(0, MOST_DRAWS, "--draws", draws);
    Arguments.requireFile("--out", out);
    recipe.requireOther("--out", out);
    data.requireOther("--out", out);
    Recipe resolved = recipe.read();
    TrainingData found = data.read(resolved);
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
    output.printValue(
        document(sheet, shown.size()),
        () ->
            "%s: %d %s, %d augmented %s each"
                .formatted(
                    out,
                    shown.size(),
                    Plural.of(shown.size(), "[face|faces]"),
                    draws,
                    Plural.of(draws, "[sample|samples]")));
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

  private Map<String, Object> document(ContactSheet sheet, int shown) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("page", out.toString());
    document.put("faces", shown);
    document.put("draws", draws);
    document.put("input-size", sheet.inputSize());
    document.put("scheme", sheet.scheme().name());
    document.put("augmentation", sheet.augmentations().lines());
    return document;
  }
}
