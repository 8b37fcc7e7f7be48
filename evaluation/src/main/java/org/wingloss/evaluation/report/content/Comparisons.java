package org.wingloss.evaluation.report.content;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.wingloss.data.InvalidDataException;
import org.wingloss.evaluation.score.Scores;
import org.wingloss.evaluation.statistic.Holm;
import org.wingloss.evaluation.statistic.PairedComparison;

/** Compares the runs of a report with each other. */
public final class Comparisons {
  private Comparisons() {}

  /**
   * Every pair of runs under the first run's main norm; Holm's correction over all pairs.
   *
   * @param runs two or more on the same ground truth
   * @throws InvalidDataException if the runs are not of the same faces
   */
  public static List<RunComparison> ofAllPairs(List<Summary> runs) {
    String norm = runs.get(0).mainNorm();
    List<int[]> pairs = new ArrayList<>();
    List<PairedComparison> results = new ArrayList<>();
    for (int a = 0; a < runs.size(); a++) {
      for (int b = a + 1; b < runs.size(); b++) {
        pairs.add(new int[] {a, b});
        results.add(pair(runs.get(a), runs.get(b), norm));
      }
    }
    double[] adjusted =
        Holm.adjust(results.stream().mapToDouble(r -> r.wilcoxon().probability()).toArray());
    return IntStream.range(0, pairs.size())
        .mapToObj(
            i ->
                new RunComparison(
                    runs.get(pairs.get(i)[0]).name(),
                    runs.get(pairs.get(i)[1]).name(),
                    norm,
                    results.get(i),
                    adjusted[i]))
        .toList();
  }

  private static PairedComparison pair(Summary a, Summary b, String norm) {
    Scores one = a.scores();
    Scores two = b.scores();
    if (!one.ids().equals(two.ids())) {
      throw new InvalidDataException(
          "'%s' and '%s' were scored on different faces".formatted(a.name(), b.name()));
    }
    double[] first = one.byFace(norm);
    double[] second = two.byFace(norm);
    int[] both =
        IntStream.range(0, first.length)
            .filter(i -> !Double.isNaN(first[i]) && !Double.isNaN(second[i]))
            .toArray();
    return PairedComparison.of(
        IntStream.of(both).mapToDouble(i -> first[i]).toArray(),
        IntStream.of(both).mapToDouble(i -> second[i]).toArray(),
        a.bootstrap());
  }
}
