package org.wingloss.evaluation.reproduction;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.hipparchus.stat.StatUtils;
import org.wingloss.evaluation.report.content.NumberText;
import org.wingloss.evaluation.score.Scores;
import org.wingloss.evaluation.statistic.Bootstrap;
import org.wingloss.evaluation.statistic.PairedComparison;

/**
 * One side of cells against another, face by face: errors are averaged over a side's seeds and
 * cells first, so that several rows of a table speak with one voice.
 *
 * @param a the first side's name
 * @param b the second side's name
 * @param result A − B on every face, shares of the norm; negative when A has the lower error
 * @param bySeed A − B of every seed that all cells have; shares of the norm
 */
public record CellComparison(String a, String b, PairedComparison result, List<Double> bySeed) {
  /** Copies the list. */
  public CellComparison {
    bySeed = List.copyOf(bySeed);
  }

  /** Two cells that belong together, such as two losses of one row. */
  record Pair(CellScores a, CellScores b) {}

  /** Compares the first cells of some pairs with the second ones. */
  static CellComparison of(String a, String b, List<Pair> pairs, String norm, Bootstrap bootstrap) {
    double[] first = CellScores.mean(pairs.stream().map(Pair::a).toList(), norm);
    double[] second = CellScores.mean(pairs.stream().map(Pair::b).toList(), norm);
    return new CellComparison(
        a, b, PairedComparison.of(first, second, bootstrap), bySeed(pairs, norm));
  }

  private static List<Double> bySeed(List<Pair> pairs, String norm) {
    List<Double> differences = new ArrayList<>();
    for (SeedScores candidate : pairs.get(0).a().seeds()) {
      double[] parts =
          pairs.stream()
              .mapToDouble(
                  p -> nme(p.a(), candidate.seed(), norm) - nme(p.b(), candidate.seed(), norm))
              .toArray();
      double mean = StatUtils.mean(parts);
      if (!Double.isNaN(mean)) {
        differences.add(mean);
      }
    }
    return differences;
  }

  private static double nme(CellScores cell, long seed, String norm) {
    return cell.seeds().stream()
        .filter(own -> own.seed() == seed)
        .findFirst()
        .map(own -> own.nme(norm, Scores.ALL))
        .orElse(Double.NaN);
  }

  /** Whether A has the lower error: the interval decides, and no seed may contradict it. */
  Outcome lower() {
    Outcome outcome = Outcome.below(result.interval(), 0);
    boolean contradicted =
        bySeed.stream().anyMatch(d -> outcome == Outcome.HOLDS ? d >= 0 : d <= 0);
    return outcome != Outcome.CANNOT_BE_SAID && contradicted ? Outcome.CANNOT_BE_SAID : outcome;
  }

  /** The difference, its interval and what else decides, in points of the NME. */
  String numbers() {
    String text =
        difference() + NumberText.format(", lower on %.0f %% of them", 100 * result.better());
    text += seeds();
    if (result.interval().contains(0)) {
      text +=
          NumberText.format(
              "; these faces would show a difference of %.2f", 100 * result.resolvable());
    } else if (lower() == Outcome.CANNOT_BE_SAID) {
      text += "; the seeds contradict each other";
    }
    return text;
  }

  /** The difference and its interval, in points of the NME. */
  String difference() {
    String difference = NumberText.difference(result.difference(), result.interval());
    return NumberText.format("%s \u2212 %s = %s on %,d faces", a, b, difference, result.faces());
  }

  /** The difference of every seed, where there are several; else empty. */
  String seeds() {
    return bySeed.size() < 2
        ? ""
        : bySeed.stream()
            .map(d -> NumberText.signed(100 * d, 2))
            .collect(Collectors.joining(", ", "; seeds ", ""));
  }
}
