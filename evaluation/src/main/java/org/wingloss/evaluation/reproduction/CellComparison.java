package org.wingloss.evaluation.reproduction;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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
    double[] first = mean(pairs.stream().map(Pair::a).toList(), norm);
    double[] second = mean(pairs.stream().map(Pair::b).toList(), norm);
    int[] both =
        IntStream.range(0, first.length)
            .filter(i -> !Double.isNaN(first[i]) && !Double.isNaN(second[i]))
            .toArray();
    return new CellComparison(
        a,
        b,
        PairedComparison.of(
            IntStream.of(both).mapToDouble(i -> first[i]).toArray(),
            IntStream.of(both).mapToDouble(i -> second[i]).toArray(),
            bootstrap),
        bySeed(pairs, norm));
  }

  /** Every face's error, averaged over cells of the same faces. */
  static double[] mean(List<CellScores> cells, String norm) {
    double[] mean = new double[cells.get(0).scores().faces()];
    for (CellScores cell : cells) {
      double[] errors = cell.byFace(norm);
      for (int i = 0; i < mean.length; i++) {
        mean[i] += errors[i] / cells.size();
      }
    }
    return mean;
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
    int place =
        IntStream.range(0, cell.seeds().size())
            .filter(k -> cell.seeds().get(k).seed() == seed)
            .findFirst()
            .orElse(-1);
    return place < 0 ? Double.NaN : cell.bySeed(norm, Scores.ALL).get(place);
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
        String.format(
            Locale.ROOT,
            "%s \u2212 %s = %s on %,d faces, lower on %.0f %% of them",
            a,
            b,
            NumberText.difference(result.difference(), result.interval()),
            result.faces(),
            100 * result.better());
    if (bySeed.size() > 1) {
      text +=
          "; seeds "
              + bySeed.stream()
                  .map(d -> NumberText.signed(100 * d, 2))
                  .collect(Collectors.joining(", "));
    }
    if (result.interval().contains(0)) {
      text +=
          String.format(
              Locale.ROOT,
              "; these faces would show a difference of %.2f",
              100 * result.resolvable());
    } else if (lower() == Outcome.CANNOT_BE_SAID) {
      text += "; the seeds contradict each other";
    }
    return text;
  }
}
