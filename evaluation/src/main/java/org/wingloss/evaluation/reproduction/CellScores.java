package org.wingloss.evaluation.reproduction;

import java.util.List;
import org.wingloss.evaluation.report.content.ComparedMethod;
import org.wingloss.evaluation.score.Scores;

/**
 * One cell of a table: the same training with one seed or more, scored on the same faces.
 *
 * @param row of the table: {@code CNN-6 + PDB}
 * @param column of the table: {@code smooth L1}
 * @param method the published name: {@code CNN-6 + PDB, smooth L1}
 * @param seeds at least one
 */
public record CellScores(String row, String column, String method, List<SeedScores> seeds) {
  /** Checks that all seeds were scored on the same faces, and copies the list. */
  public CellScores {
    seeds = List.copyOf(seeds);
    if (seeds.isEmpty()) {
      throw new IllegalArgumentException(method + " needs at least one seed");
    }
    Scores first = seeds.get(0).scores();
    if (!seeds.stream().allMatch(seed -> seed.scores().isOfSameFaces(first))) {
      throw new IllegalArgumentException(method + ": its seeds were scored on different faces");
    }
  }

  /** The first seed's scores: for everything that depends on the ground truth alone. */
  Scores scores() {
    return seeds.get(0).scores();
  }

  /**
   * Every face's error, averaged over the seeds: a share of the norm, NaN for a face without that
   * length.
   */
  double[] byFace(String norm) {
    return ComparedMethod.mean(seeds.stream().map(seed -> seed.scores().byFace(norm)).toList());
  }

  /** Whether the cell was trained with a seed. */
  boolean has(long seed) {
    return seeds.stream().anyMatch(own -> own.seed() == seed);
  }

  /** The NME of a seed that the cell {@linkplain #has has}: a share of the norm. */
  double nme(String norm, long seed) {
    return of(seed).nme(norm, Scores.ALL);
  }

  private SeedScores of(long seed) {
    return seeds.stream().filter(own -> own.seed() == seed).findFirst().orElseThrow();
  }

  /** As {@link #mean(List, String)}, of a seed that all cells {@linkplain #has have}. */
  static double[] mean(List<CellScores> cells, String norm, long seed) {
    return ComparedMethod.mean(
        cells.stream().map(cell -> cell.of(seed).scores().byFace(norm)).toList());
  }

  /** Every face's error, averaged over cells of the same faces. */
  static double[] mean(List<CellScores> cells, String norm) {
    return ComparedMethod.mean(cells.stream().map(cell -> cell.byFace(norm)).toList());
  }

  /** The NME of every seed on a subset, shares of the norm. */
  List<Double> bySeed(String norm, String subset) {
    return seeds.stream().map(seed -> seed.nme(norm, subset)).toList();
  }
}
