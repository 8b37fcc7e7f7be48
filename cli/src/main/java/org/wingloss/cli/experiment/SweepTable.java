package org.wingloss.cli.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.wingloss.cli.option.OutputOptions;
import org.wingloss.cli.terminal.ExitCode;
import org.wingloss.data.NumberText;
import org.wingloss.training.sweep.SweepCellResult;

/** What came of a sweep, as it is printed. */
public final class SweepTable {
  private SweepTable() {}

  /** Prints it, see {@link #exit}. */
  public static int print(List<SweepCellResult> table, OutputOptions output) {
    output.printValue(Map.of("cells", table), () -> text(table));
    return exit(table, output);
  }

  /**
   * Warns of cells that failed.
   *
   * @return the exit code
   */
  public static int exit(List<SweepCellResult> table, OutputOptions output) {
    boolean failed = table.stream().anyMatch(row -> row.state().equals("failed"));
    if (failed) {
      output.warn("some cells failed; each has a log beside its folder");
    }
    return failed ? ExitCode.UNEXPECTED : ExitCode.OK;
  }

  private static String text(List<SweepCellResult> table) {
    int width = table.stream().mapToInt(row -> row.cell().length()).max().orElse(4);
    String columns = "%-" + width + "s  %-8s  %8s  %9s  %7s";
    List<String> lines = new ArrayList<>();
    lines.add(columns.formatted("cell", "state", "step", "loss", "NME %"));
    for (SweepCellResult row : table) {
      lines.add(
          columns.formatted(
              row.cell(),
              row.state(),
              row.step(),
              number("%.2f", row.loss()),
              number("%.3f", row.nme())));
    }
    return String.join(System.lineSeparator(), lines);
  }

  private static String number(String form, double value) {
    return Double.isNaN(value) ? "" : NumberText.format(form, value);
  }
}
