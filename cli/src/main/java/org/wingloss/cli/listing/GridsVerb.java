package org.wingloss.cli.listing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.wingloss.cli.option.OutputOptions;
import org.wingloss.cli.terminal.ExitCode;
import org.wingloss.training.sweep.SweepGrid;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Lists the bundled grids of {@code sweep} and shows one. */
@Command(
    name = "grids",
    header = "the grids of settings that are there; one as a file",
    mixinStandardHelpOptions = true,
    description = "Lists the bundled grids for sweep, or shows one as a grid file.",
    footer = {"", "Example:", "  wingloss grids 300w-losses"})
public final class GridsVerb implements Callable<Integer> {
  private static final String FORM = "%-14s %9s  %-22s %s";

  @Parameters(arity = "0..1", paramLabel = "NAME", description = "The grid to show.")
  private String name;

  @Mixin private OutputOptions output;

  @Override
  public Integer call() {
    if (name == null) {
      List<Map<String, Object>> all = SweepGrid.BUNDLED.stream().map(GridsVerb::document).toList();
      output.printValue(all, () -> table(all));
    } else {
      output.printValue(document(name), () -> SweepGrid.text(name).stripTrailing());
    }
    return ExitCode.OK;
  }

  private static String table(List<Map<String, Object>> all) {
    List<String> lines = new ArrayList<>();
    lines.add(FORM.formatted("grid", "trainings", "recipe", "changes"));
    for (Map<String, Object> one : all) {
      lines.add(
          FORM.formatted(one.get("name"), one.get("cells"), one.get("recipe"), one.get("keys")));
    }
    return String.join(System.lineSeparator(), lines);
  }

  private static Map<String, Object> document(String name) {
    SweepGrid grid = SweepGrid.read(name);
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("name", name);
    document.put("recipe", grid.recipe());
    document.put("cells", grid.cells().size());
    document.put("keys", String.join(", ", grid.grid().keySet()));
    return document;
  }
}
