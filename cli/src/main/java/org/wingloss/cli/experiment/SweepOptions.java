package org.wingloss.cli.experiment;

import java.nio.file.Path;
import java.util.List;
import org.wingloss.cli.option.DataOption;
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

  /** Its cells. */
  public List<SweepCell> cells() {
    return SweepGrid.read(grid).cells();
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
