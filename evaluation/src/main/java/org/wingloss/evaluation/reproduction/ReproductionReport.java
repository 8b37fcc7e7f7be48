package org.wingloss.evaluation.reproduction;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.wingloss.evaluation.report.content.Card;
import org.wingloss.evaluation.report.content.Example;
import org.wingloss.evaluation.report.content.Report;
import org.wingloss.evaluation.report.content.Summary;
import org.wingloss.evaluation.report.content.Thresholds;

/** A reproduction as a report: its tables first, then curves and details of some of its cells. */
public final class ReproductionReport {
  /** As many colours as the charts have. */
  private static final int MOST_RUNS = 6;

  private ReproductionReport() {}

  /**
   * The cells whose curves are drawn, the first seed of each, the last cell first: all of a table
   * of one row; of a larger one its last column, where the paper's own loss stands.
   */
  public static List<CellScores> shown(Reproduction result) {
    List<CellScores> cells = new ArrayList<>(result.cells());
    if (cells.size() > MOST_RUNS) {
      String last = cells.get(cells.size() - 1).column();
      cells.removeIf(cell -> !cell.column().equals(last));
    }
    Collections.reverse(cells);
    return cells.subList(0, Math.min(MOST_RUNS, cells.size()));
  }

  /**
   * Gathers the report.
   *
   * @param examples faces of the first of {@link #shown}
   */
  public static Report of(Reproduction result, List<Example> examples) {
    List<Summary> runs =
        shown(result).stream()
            .map(
                cell ->
                    Summary.of(
                        cell.seeds().size() > 1
                            ? cell.method() + " (seed " + cell.seeds().get(0).seed() + ")"
                            : cell.method(),
                        cell.scores(),
                        Thresholds.USUAL,
                        result.setup().bootstrap(),
                        List.of()))
            .toList();
    return new Report(
        result.setup().title(),
        runs,
        result.neighbours(),
        examples,
        Optional.empty(),
        List.of(new Card("What was run", result.setup().facts())),
        ReproductionTable.all(result));
  }
}
