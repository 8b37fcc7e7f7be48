package org.wingloss.evaluation.report.content;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.Plural;
import org.wingloss.evaluation.statistic.Holm;
import org.wingloss.evaluation.statistic.PairedComparison;

/**
 * Two runs of a report against each other.
 *
 * @param a the first run's name
 * @param b the second run's name
 * @param norm the normaliser's name
 * @param result of the pair, shares of the norm
 * @param adjusted the Wilcoxon p-value after Holm's correction for all pairs of the report
 * @param leftOut how many faces one of the two did not predict: nothing is compared there
 */
public record RunComparison(
    String a, String b, String norm, PairedComparison result, double adjusted, int leftOut) {
  /** The only pair: nothing is corrected. */
  public RunComparison(String a, String b, String norm, PairedComparison result) {
    this(a, b, norm, result, result.wilcoxon().probability(), 0);
  }

  /**
   * Every pair of runs under the first run's main norm; Holm's correction over all pairs.
   *
   * @param runs two or more on the same ground truth
   * @throws InvalidDataException if the runs are not of the same faces
   */
  public static List<RunComparison> ofAllPairs(List<Summary> runs) {
    String norm = runs.get(0).mainNorm();
    List<RunComparison> pairs = new ArrayList<>();
    for (int i = 0; i < runs.size(); i++) {
      for (Summary b : runs.subList(i + 1, runs.size())) {
        pairs.add(pair(runs.get(i), b, norm));
      }
    }
    return corrected(pairs);
  }

  /**
   * One pair under the first run's main norm.
   *
   * @throws InvalidDataException if the runs are not of the same faces
   */
  public static RunComparison of(Summary a, Summary b) {
    return pair(a, b, a.mainNorm());
  }

  private static RunComparison pair(Summary a, Summary b, String norm) {
    if (!a.scores().ids().equals(b.scores().ids())) {
      throw new InvalidDataException(
          "'%s' and '%s' were scored on different faces".formatted(a.name(), b.name()));
    }
    Set<String> unpredicted = new HashSet<>(a.scores().missing());
    unpredicted.addAll(b.scores().missing());
    double[] ofA = errors(a, norm, unpredicted);
    double[] ofB = errors(b, norm, unpredicted);
    if (IntStream.range(0, ofA.length).allMatch(i -> Double.isNaN(ofA[i] - ofB[i]))) {
      throw new InvalidDataException(
          "'%s' and '%s' predicted no face in common that has a length under %s"
              .formatted(a.name(), b.name(), norm));
    }
    PairedComparison result = PairedComparison.of(ofA, ofB, a.bootstrap());
    double p = result.wilcoxon().probability();
    return new RunComparison(a.name(), b.name(), norm, result, p, unpredicted.size());
  }

  /** The errors by face, without those that are none: 100 % where nothing was predicted. */
  private static double[] errors(Summary run, String norm, Set<String> unpredicted) {
    double[] errors = run.scores().byFace(norm).clone();
    for (int i = 0; i < errors.length; i++) {
      if (unpredicted.contains(run.scores().ids().get(i))) {
        errors[i] = Double.NaN;
      }
    }
    return errors;
  }

  /** The same pairs with Holm's correction over all of them. */
  public static List<RunComparison> corrected(List<RunComparison> pairs) {
    double[] adjusted = Holm.adjust(pairs.stream().mapToDouble(RunComparison::adjusted).toArray());
    return IntStream.range(0, pairs.size())
        .mapToObj(i -> pairs.get(i).withAdjusted(adjusted[i]))
        .toList();
  }

  private RunComparison withAdjusted(double probability) {
    return new RunComparison(a, b, norm, result, probability, leftOut);
  }

  /** One sentence: which is better, or that the set cannot tell. */
  public String verdict() {
    return leftOut == 0
        ? finding()
        : Plural.of(
                leftOut, "%s; %d [face is|faces are] left out that one of the two did not predict")
            .formatted(finding(), leftOut);
  }

  private String finding() {
    // Drawn again and again, one face is always the same.
    boolean interval = result.faces() > 1 && !result.interval().contains(0);
    boolean ranks = adjusted < 0.05;
    String better = result.difference() < 0 ? a : b;
    if (interval && ranks && result.wilcoxon().direction() != Math.signum(result.difference())) {
      return "%s has the lower mean, the signed ranks favour %s: a few large errors decide the mean"
          .formatted(better, better.equals(a) ? b : a);
    }
    if (interval && ranks) {
      return better + " is better: interval and signed ranks agree";
    }
    if (interval) {
      return better + " has the lower mean, but the signed ranks do not confirm it";
    }
    if (ranks) {
      return "the signed ranks differ, the means do not: the gain of most faces is lost on few";
    }
    return "no difference that this set of faces could show";
  }
}
