package org.wingloss.cli.experiment;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.wingloss.cli.option.DataOption;
import org.wingloss.data.stream.ShardIndex;
import org.wingloss.training.recipe.Recipe;
import org.wingloss.training.run.StreamedData;
import org.wingloss.training.run.TrainingData;
import org.wingloss.training.sweep.Sweep;
import org.wingloss.training.sweep.SweepCell;
import org.wingloss.training.sweep.SweepGrid;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code --grid}, {@code --data} and {@code --out}: what a sweep trains, on what, where. */
public final class SweepOptions {
  @Option(
      names = "--grid",
      required = true,
      paramLabel = "FILE-or-name",
      description = "A grid file (recipe, set, grid) or the name of a bundled grid.")
  private String grid;

  @Mixin private DataOption data;

  @Option(
      names = {"-o", "--out"},
      required = true,
      paramLabel = "DIR",
      description = "Receives a run folder per cell and table.csv.")
  private Path out;

  /** The grid as typed. */
  public String grid() {
    return grid;
  }

  /**
   * Its cells.
   *
   * @throws org.wingloss.cli.terminal.UsageException if one needs boxes from a file, or trains on
   *     tars although links are to be followed
   */
  public List<SweepCell> cells() {
    List<SweepCell> cells = SweepGrid.read(grid).cells();
    TrainingProcess.requireTrainable(cells);
    if (cells.stream().map(SweepCell::read).anyMatch(StreamedData::isStream)) {
      data.requireNoLinks();
    }
    return cells;
  }

  /**
   * The trainings of some of the cells.
   *
   * @param jobs processes at a time
   * @throws org.wingloss.data.InvalidDataException if one began on other faces than {@code --data}
   *     has
   */
  public Sweep trainings(List<SweepCell> some, int jobs) {
    Sweep sweep = new Sweep(some, out, jobs);
    Map<List<Object>, String> known = new HashMap<>();
    sweep.requireSame(
        cell -> {
          Recipe recipe = cell.read();
          return known.computeIfAbsent(
              List.of(recipe.data(), recipe.validation()), absent -> sha256(recipe));
        },
        data.data());
    return sweep;
  }

  /** Of the faces that {@code train} would read; a stream is known by its index. */
  private String sha256(Recipe recipe) {
    return StreamedData.isStream(recipe)
        ? ShardIndex.read(data.data()).sha256()
        : TrainingData.read(recipe, data.reader(recipe.data()), data.data()).sha256();
  }

  /** The options that name the data set. */
  public List<String> dataArguments() {
    return data.arguments();
  }

  /** The folder of the run folders. */
  public Path out() {
    return out;
  }
}
