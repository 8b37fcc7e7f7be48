package org.wingloss.evaluation.reproduction;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.hipparchus.stat.StatUtils;
import org.wingloss.data.NumberText;
import org.wingloss.evaluation.published.PublishedResults;
import org.wingloss.evaluation.score.Scores;
import org.wingloss.evaluation.statistic.Interval;

/**
 * A number of ours beside the paper's. Everything is in percent of the norm.
 *
 * @param cell from which it comes
 * @param subset as the paper calls it: {@code all}, {@code full}, {@code common} …
 * @param norm the normaliser's name
 * @param faces of the subset that have this length
 * @param nme mean over faces and seeds
 * @param interval over the faces, of the errors averaged over the seeds
 * @param bySeed the NME of every seed
 * @param paper the published number, if there is one under this norm or of another data set
 * @param verdict on the two
 * @param reason why they do not compare; empty when they do or nothing is published
 */
public record ReproductionEntry(
    CellScores cell,
    String subset,
    String norm,
    int faces,
    double nme,
    Interval interval,
    List<Double> bySeed,
    Optional<PublishedResults.Cell> paper,
    Verdict verdict,
    String reason) {
  /** Copies the list. */
  public ReproductionEntry {
    bySeed = List.copyOf(bySeed);
  }

  /** Standard deviation of the seeds' NME; NaN for one seed, which has none. */
  public double spread() {
    return bySeed.size() < 2
        ? Double.NaN
        : Math.sqrt(StatUtils.variance(bySeed.stream().mapToDouble(v -> v).toArray()));
  }

  /** Ours less the paper's, when both are of the same landmarks and norm. */
  public Optional<Double> difference(ReproductionSetup setup) {
    return result(setup, cell)
        .filter(r -> r.isOf(cell.scores().scheme(), norm))
        .flatMap(unused -> paper)
        .map(p -> nme - p.nme());
  }

  /** The numbers of a cell under a norm, one per subset that the paper's row has too. */
  static List<ReproductionEntry> of(ReproductionSetup setup, CellScores cell, String norm) {
    Optional<PublishedResults.Result> result = result(setup, cell);
    List<ReproductionEntry> entries = new ArrayList<>();
    List<PublishedResults.Cell> columns =
        result.map(PublishedResults.Result::results).orElse(List.of());
    boolean same = result.isPresent() && result.get().isOf(cell.scores().scheme(), setup.norm());
    for (PublishedResults.Cell column : columns) {
      boolean whole = isWhole(column.subset());
      boolean there = cell.scores().subsets().containsKey(column.subset());
      if (whole || (same && there)) {
        String subset = whole ? Scores.ALL : column.subset();
        entries.add(of(setup, cell, norm, subset, Optional.of(column)));
      }
    }
    if (entries.isEmpty()) {
      entries.add(of(setup, cell, norm, Scores.ALL, Optional.empty()));
    }
    return entries;
  }

  private static ReproductionEntry of(
      ReproductionSetup setup,
      CellScores cell,
      String norm,
      String subset,
      Optional<PublishedResults.Cell> column) {
    double[] all = cell.byFace(norm);
    double[] errors =
        Arrays.stream(cell.scores().members(subset))
            .mapToDouble(i -> all[i])
            .filter(e -> !Double.isNaN(e))
            .toArray();
    double nme = 100 * StatUtils.mean(errors);
    Interval share = setup.bootstrap().mean(errors);
    // Under a norm besides the main one the paper's number would only mislead.
    Optional<PublishedResults.Cell> paper = column.filter(unused -> norm.equals(setup.norm()));
    String reason = paper.map(p -> reason(setup, cell, errors.length, p)).orElse("");
    return new ReproductionEntry(
        cell,
        column
            .map(PublishedResults.Cell::subset)
            .filter(s -> !subset.equals(Scores.ALL) || isFull(s, cell))
            .orElse(subset),
        norm,
        errors.length,
        nme,
        share.percent(),
        cell.bySeed(norm, subset).stream().map(v -> 100 * v).toList(),
        paper,
        paper
            .filter(unused -> reason.isEmpty())
            .map(p -> Verdict.of(nme, p.nme()))
            .orElse(Verdict.NOT_COMPARABLE),
        reason);
  }

  /** Why a number under the main norm does not compare with the paper's. */
  private static String reason(
      ReproductionSetup setup, CellScores cell, int faces, PublishedResults.Cell paper) {
    PublishedResults.Result result = result(setup, cell).orElseThrow();
    List<String> reasons = new ArrayList<>(setup.deviations());
    String scheme = cell.scores().scheme().name();
    if (!scheme.equals(result.scheme())) {
      // Norm and number of faces then differ as a matter of course.
      reasons.add("another data set (%s, the paper's %s)".formatted(scheme, result.scheme()));
      return String.join("; ", reasons);
    }
    if (!setup.norm().equals(result.norm())) {
      reasons.add("another norm (%s, the paper's %s)".formatted(setup.norm(), result.norm()));
    }
    if (faces != paper.faces()) {
      reasons.add(
          NumberText.format("other test faces (%,d, the paper's %,d)", faces, paper.faces()));
    }
    return String.join("; ", reasons);
  }

  private static boolean isWhole(String subset) {
    return subset.equals(Scores.ALL) || subset.equals("full");
  }

  /** 300-W calls its whole test set Full; faces held out of the training set are not that. */
  private static boolean isFull(String subset, CellScores cell) {
    return !subset.equals("full") || cell.scores().subsets().containsKey("common");
  }

  private static Optional<PublishedResults.Result> result(
      ReproductionSetup setup, CellScores cell) {
    return PublishedResults.bundled().of(setup.table()).stream()
        .filter(r -> r.method().equals(cell.method()))
        .findFirst();
  }
}
