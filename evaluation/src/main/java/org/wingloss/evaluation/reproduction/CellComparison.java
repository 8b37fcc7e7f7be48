package org.wingloss.evaluation.reproduction;

import java.util.List;
import java.util.function.LongToDoubleFunction;
import org.wingloss.data.NumberText;
import org.wingloss.data.Plural;
import org.wingloss.evaluation.report.content.StatisticText;
import org.wingloss.evaluation.statistic.Bootstrap;
import org.wingloss.evaluation.statistic.PairedComparison;

/**
 * One side of cells against another, face by face: errors are averaged over a side's seeds and
 * cells first, so that several rows of a table speak with one voice.
 *
 * @param a the first side's name
 * @param b the second side's name
 * @param result A − B on every face, shares of the norm; negative when A has the lower error
 * @param bySeed A − B of every seed that all cells have; empty where each cell has one seed alone:
 *     then the result is that seed's; shares of the norm
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
        a,
        b,
        PairedComparison.of(first, second, bootstrap),
        perSeed(pairs, seed -> difference(pairs, norm, seed)));
  }

  /**
   * A number of every seed that all cells of some pairs have, NaN left out; empty where each cell
   * has one seed alone.
   */
  static List<Double> perSeed(List<Pair> pairs, LongToDoubleFunction number) {
    if (pairs.stream().allMatch(p -> p.a().seeds().size() == 1 && p.b().seeds().size() == 1)) {
      return List.of();
    }
    return pairs.get(0).a().seeds().stream()
        .map(SeedScores::seed)
        .filter(seed -> pairs.stream().allMatch(p -> p.a().has(seed) && p.b().has(seed)))
        .map(number::applyAsDouble)
        .filter(value -> !value.isNaN())
        .toList();
  }

  private static double difference(List<Pair> pairs, String norm, long seed) {
    return pairs.stream()
        .mapToDouble(p -> p.a().nme(norm, seed) - p.b().nme(norm, seed))
        .average()
        .orElseThrow();
  }

  /** Whether A has the lower error: the interval decides, and no seed may contradict it. */
  Outcome lower() {
    return Outcome.below(result.interval(), result.faces(), 0).unlessContradicted(bySeed, 0);
  }

  /** The difference, its interval and what else decides, in points of the NME. */
  String numbers() {
    if (result.faces() < 2) {
      return difference() + seeds() + tooFew(result.faces());
    }
    String text =
        difference() + NumberText.format(", lower on %.0f %% of them", 100 * result.better());
    text += seeds();
    if (result.interval().contains(0)) {
      text +=
          "; these faces would show a difference of "
              + NumberText.fixed(100 * result.resolvable(), 2);
    } else if (lower() == Outcome.CANNOT_BE_SAID) {
      text +=
          Plural.of(
              bySeed.size(), "; [the seed of both contradicts it|the seeds contradict each other]");
    }
    return text;
  }

  /** The difference and its interval, in points of the NME. */
  String difference() {
    String difference = StatisticText.difference(result.difference(), result.interval());
    String faces = Plural.of(result.faces(), "%,d [face|faces]");
    return NumberText.format("%s \u2212 %s = %s on " + faces, a, b, difference, result.faces());
  }

  /** Why faces decide nothing, to follow a sentence: empty for two or more. */
  static String tooFew(int faces) {
    return faces < 2 ? "; one face alone cannot show a difference" : "";
  }

  /** The difference of every common seed, to follow a sentence; empty where there is none. */
  String seeds() {
    return StatisticText.seeds(bySeed);
  }
}
