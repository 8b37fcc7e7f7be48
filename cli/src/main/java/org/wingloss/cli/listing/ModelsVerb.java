package org.wingloss.cli.listing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.wingloss.cli.option.OutputOptions;
import org.wingloss.cli.terminal.ExitCode;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.NumberText;
import org.wingloss.data.io.FileFailure;
import org.wingloss.data.io.RunLayout;
import org.wingloss.model.file.ModelFile;
import org.wingloss.model.file.StoredModel;
import org.wingloss.model.network.ModelDescription;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Lists the built-in models, and those in folders. */
@Command(
    name = "models",
    header = "the models that are there: built in, and below folders",
    mixinStandardHelpOptions = true,
    description =
        "Lists the built-in landmark model and detector, and the trained models in folders and"
            + " directly below them: run folders, model folders and zips.",
    footer = {"", "Examples:", "  wingloss models", "  wingloss models runs"})
public final class ModelsVerb implements Callable<Integer> {
  private static final String NME = "validation-nme";

  @Parameters(arity = "0..*", paramLabel = "DIR", description = "Where to look for models.")
  private List<Path> folders = List.of();

  @Mixin private OutputOptions output;

  @Override
  public Integer call() {
    List<Map<String, Object>> rows = new ArrayList<>();
    rows.add(row("built-in", ModelFile.standard().description()));
    rows.add(Map.of("name", "built-in detector", "kind", "detector"));
    for (Path folder : folders) {
      for (Path place : places(folder)) {
        open(place).ifPresent(model -> rows.add(row(place.toString(), model)));
      }
    }
    output.printValue(rows, () -> table(rows));
    return ExitCode.OK;
  }

  private static List<Path> places(Path folder) {
    List<Path> places = new ArrayList<>(List.of(folder));
    try (Stream<Path> below = Files.list(folder)) {
      below.sorted().forEach(places::add);
    } catch (IOException e) {
      throw FileFailure.unreadable(folder, e);
    }
    // A run holds its model: naming both would name it twice.
    boolean isRun = Files.isDirectory(folder.resolve(RunLayout.MODEL)) && open(folder).isPresent();
    return isRun ? List.of(folder) : places;
  }

  private static Optional<ModelDescription> open(Path place) {
    if (!Files.isDirectory(place) && !place.toString().endsWith(".zip")) {
      return Optional.empty();
    }
    try {
      return Optional.of(StoredModel.open(place).description());
    } catch (InvalidDataException e) {
      return Optional.empty(); // Something else, or a training that has not ended.
    }
  }

  private static Map<String, Object> row(String name, ModelDescription model) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("name", name);
    row.put("kind", "landmarks");
    row.put("scheme", model.scheme().name());
    row.put("landmarks", model.landmarks());
    row.put("network", model.network().line());
    row.put("parameters", model.network().parameters(model.landmarks()));
    row.put("loss", model.loss());
    Optional.ofNullable(model.provenance().get(NME)).ifPresent(nme -> row.put(NME, nme));
    return row;
  }

  private static String table(List<Map<String, Object>> rows) {
    int width = rows.stream().mapToInt(row -> row.get("name").toString().length()).max().orElse(5);
    String form = "%-" + width + "s  %-10s  %8s  %11s  %s";
    List<String> lines = new ArrayList<>();
    lines.add(form.formatted("model", "scheme", "NME, %", "parameters", "network").stripTrailing());
    for (Map<String, Object> row : rows) {
      Object parameters = row.get("parameters");
      lines.add(
          form.formatted(
                  row.get("name"),
                  row.getOrDefault("scheme", "faces"),
                  row.getOrDefault(NME, ""),
                  parameters == null ? "" : NumberText.count((Long) parameters),
                  row.getOrDefault("network", ""))
              .stripTrailing());
    }
    return String.join(System.lineSeparator(), lines);
  }
}
