package org.wingloss.evaluation.reproduction;

import java.util.ArrayList;
import java.util.List;
import org.wingloss.evaluation.metric.Normaliser;
import org.wingloss.evaluation.report.content.RunComparison;

/**
 * A table of the paper with our numbers: the content of every report about it.
 *
 * @param setup what was asked for
 * @param cells that were trained, in the table's order
 * @param entries our numbers beside the paper's, under the main norm and then under the others
 * @param neighbours every cell against the one to its left, Wilcoxon's p corrected over all of them
 * @param claims of the paper that the table speaks of
 */
public record Reproduction(
    ReproductionSetup setup,
    List<CellScores> cells,
    List<ReproductionEntry> entries,
    List<RunComparison> neighbours,
    List<Claim> claims) {
  /** Copies the lists. */
  public Reproduction {
    cells = List.copyOf(cells);
    entries = List.copyOf(entries);
    neighbours = List.copyOf(neighbours);
    claims = List.copyOf(claims);
  }

  /**
   * Computes everything.
   *
   * @param cells at least one, all scored on the same faces
   * @throws IllegalArgumentException if there is none, or their faces differ
   */
  public static Reproduction of(ReproductionSetup setup, List<CellScores> cells) {
    if (cells.isEmpty()) {
      throw new IllegalArgumentException("at least one cell is needed");
    }
    for (CellScores cell : cells) {
      if (!cell.scores().isOfSameFaces(cells.get(0).scores())) {
        throw new IllegalArgumentException(
            "'%s' and '%s' were scored on different faces"
                .formatted(cells.get(0).method(), cell.method()));
      }
    }
    List<String> norms = new ArrayList<>(List.of(setup.norm()));
    cells.get(0).scores().norms().stream()
        .map(Normaliser::name)
        .filter(name -> !norms.contains(name))
        .forEach(norms::add);
    List<ReproductionEntry> entries = new ArrayList<>();
    for (String norm : norms) {
      cells.forEach(cell -> entries.addAll(ReproductionEntry.of(setup, cell, norm)));
    }
    return new Reproduction(setup, cells, entries, neighbours(setup, cells), claims(setup, cells));
  }

  private static List<Claim> claims(ReproductionSetup setup, List<CellScores> cells) {
    PaperClaims claims = new PaperClaims(cells, setup.norm(), setup.bootstrap());
    return switch (setup.table()) {
      case "table2" -> claims.ofPlateau();
      case "table3" -> {
        List<Claim> all = new ArrayList<>(claims.ofLosses());
        all.addAll(claims.ofParts());
        yield all;
      }
      default -> claims.ofLosses();
    };
  }

  private static List<RunComparison> neighbours(ReproductionSetup setup, List<CellScores> cells) {
    List<RunComparison> pairs = new ArrayList<>();
    for (int i = 1; i < cells.size(); i++) {
      CellScores left = cells.get(i - 1);
      CellScores right = cells.get(i);
      if (left.row().equals(right.row())) {
        CellComparison pair =
            CellComparison.of(
                right.method(),
                left.method(),
                List.of(new CellComparison.Pair(right, left)),
                setup.norm(),
                setup.bootstrap());
        pairs.add(
            new RunComparison(pair.a(), pair.b(), setup.norm(), pair.result(), pair.bySeed()));
      }
    }
    return RunComparison.corrected(pairs);
  }

  /** The entries under the main norm. */
  List<ReproductionEntry> main() {
    return entries.stream().filter(entry -> entry.norm().equals(setup.norm())).toList();
  }

  /** The norms, the main one first. */
  List<String> norms() {
    return entries.stream().map(ReproductionEntry::norm).distinct().toList();
  }

  /** How many seeds the cell with most of them has. */
  int seeds() {
    return cells.stream().mapToInt(cell -> cell.seeds().size()).max().orElse(1);
  }

  /** Why numbers do not compare, when it is the same for all of them; else empty. */
  String sharedReason() {
    List<String> reasons = main().stream().map(ReproductionEntry::reason).distinct().toList();
    return reasons.size() == 1 ? reasons.get(0) : "";
  }
}
