package org.wingloss.evaluation.report.content;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.Plural;
import org.wingloss.evaluation.score.Scores;
import org.wingloss.evaluation.statistic.Holm;
import org.wingloss.evaluation.statistic.PairedComparison;

/**
 * Two runs of a report against each other, or two methods of several trainings: then every face's
 * error is the mean over a method's trainings.
 *
 * @param a the first one's name
 * @param b the second one's name
 * @param norm the normaliser's name
 * @param subset the faces on which they are compared
 * @param result of the pair, shares of the norm
 * @param adjusted the Wilcoxon p-value after Holm's correction for all pairs of the report
 * @param leftOut how many faces one of the two did not predict: nothing is compared there
 * @param bySeed the difference of the first training of both, of the second and so on, shares of
 *     the norm; empty where each has one alone
 */
public record RunComparison(
    String a,
    String b,
    String norm,
    String subset,
    PairedComparison result,
    double adjusted,
    int leftOut,
    List<Double> bySeed) {
  /** Copies the list. */
  public RunComparison {
    bySeed = List.copyOf(bySeed);
  }

  /** A pair on all faces: nothing is corrected. */
  public RunComparison(
      String a, String b, String norm, PairedComparison result, List<Double> bySeed) {
    this(a, b, norm, Scores.ALL, result, result.wilcoxon().probability(), 0, bySeed);
  }

  /**
   * Every pair of runs on all faces under the first run's main norm; Holm's correction over all
   * pairs.
   *
   * @param runs two or more on the same ground truth
   * @throws InvalidDataException if the runs are not of the same faces
   */
  public static List<RunComparison> ofAllPairs(List<Summary> runs) {
    return ofAllPairs(ComparedMethod.of(runs, 1), List.of(Scores.ALL));
  }

  /**
   * Every pair of methods on every subset under the first one's main norm; Holm's correction over
   * all of them.
   *
   * @param methods two or more of as many trainings on the same ground truth
   * @param subsets of the faces, by name
   * @throws InvalidDataException if the methods are not of the same faces
   * @throws IllegalArgumentException if there is no such subset
   */
  public static List<RunComparison> ofAllPairs(List<ComparedMethod> methods, List<String> subsets) {
    String norm = methods.get(0).first().mainNorm();
    List<RunComparison> pairs = new ArrayList<>();
    for (String subset : subsets) {
      for (int i = 0; i < methods.size(); i++) {
        for (ComparedMethod b : methods.subList(i + 1, methods.size())) {
          pairs.add(pair(methods.get(i), b, norm, subset));
        }
      }
    }
    return corrected(pairs);
  }

  /**
   * One pair on all faces under the first run's main norm.
   *
   * @throws InvalidDataException if the runs are not of the same faces
   */
  public static RunComparison of(Summary a, Summary b) {
    return ofAllPairs(List.of(a, b)).get(0);
  }

  private static RunComparison pair(
      ComparedMethod a, ComparedMethod b, String norm, String subset) {
    Scores scores = a.first().scores();
    List<String> ids = scores.ids();
    a.first().requireSameFaces(b.first());
    Set<String> unpredicted = a.missing();
    unpredicted.addAll(b.missing());
    int[] members = scores.members(subset);
    // The error of a face that was not predicted counts as 100 %, which is none to compare.
    int[] faces = Arrays.stream(members).filter(i -> !unpredicted.contains(ids.get(i))).toArray();
    List<double[]> ofA = a.errors(norm).stream().map(all -> at(faces, all)).toList();
    List<double[]> ofB = b.errors(norm).stream().map(all -> at(faces, all)).toList();
    double[] meanA = ComparedMethod.mean(ofA);
    double[] meanB = ComparedMethod.mean(ofB);
    if (IntStream.range(0, faces.length).allMatch(i -> Double.isNaN(meanA[i] - meanB[i]))) {
      throw new InvalidDataException(
          "'%s' and '%s' predicted no face in common that has a length under %s%s"
              .formatted(a.name(), b.name(), norm, place(subset)));
    }
    PairedComparison result = PairedComparison.of(meanA, meanB, a.first().bootstrap());
    List<Double> bySeed =
        ofA.size() == 1
            ? List.of()
            : IntStream.range(0, ofA.size())
                .mapToObj(k -> difference(ofA.get(k), ofB.get(k)))
                .toList();
    double p = result.wilcoxon().probability();
    int leftOut = members.length - faces.length;
    return new RunComparison(a.name(), b.name(), norm, subset, result, p, leftOut, bySeed);
  }

  private static double[] at(int[] faces, double[] errors) {
    return Arrays.stream(faces).mapToDouble(i -> errors[i]).toArray();
  }

  private static double difference(double[] a, double[] b) {
    return IntStream.range(0, a.length)
        .mapToDouble(i -> a[i] - b[i])
        .filter(d -> !Double.isNaN(d))
        .average()
        .orElseThrow();
  }

  /** The same pairs with Holm's correction over all of them. */
  public static List<RunComparison> corrected(List<RunComparison> pairs) {
    double[] adjusted = Holm.adjust(pairs.stream().mapToDouble(RunComparison::adjusted).toArray());
    return IntStream.range(0, pairs.size())
        .mapToObj(i -> pairs.get(i).withAdjusted(adjusted[i]))
        .toList();
  }

  private RunComparison withAdjusted(double probability) {
    return new RunComparison(a, b, norm, subset, result, probability, leftOut, bySeed);
  }

  /** Where they are compared, to follow a name: empty for all faces, else {@code " on frontal"}. */
  public String place() {
    return place(subset);
  }

  private static String place(String subset) {
    return subset.equals(Scores.ALL) ? "" : " on " + subset;
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
    if ((interval || ranks) && bySeed.stream().anyMatch(seed -> seed * result.difference() <= 0)) {
      return Plural.of(
              bySeed.size(),
              "%s has the lower mean[, but the seed of both contradicts it"
                  + "| over %d seeds, but these contradict each other]")
          .formatted(better, bySeed.size());
    }
    if (interval && ranks && result.wilcoxon().direction() != Math.signum(result.difference())) {
      return "%s has the lower mean, the signed ranks favour %s: a few large errors decide the mean"
          .formatted(better, better.equals(a) ? b : a);
    }
    if (interval && ranks) {
      return bySeed.isEmpty()
          ? better + " is better: interval and signed ranks agree"
          : Plural.of(
                  bySeed.size(),
                  "%s is better on these faces in the mean over [all|%d] seeds: interval and signed"
                      + " ranks agree")
              .formatted(better, bySeed.size());
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
