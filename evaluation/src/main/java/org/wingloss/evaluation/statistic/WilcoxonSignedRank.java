package org.wingloss.evaluation.statistic;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.hipparchus.distribution.continuous.NormalDistribution;
import org.hipparchus.stat.ranking.NaNStrategy;
import org.hipparchus.stat.ranking.NaturalRanking;
import org.hipparchus.stat.ranking.TiesStrategy;

/**
 * Wilcoxon's signed-rank test of paired differences, two-sided: are improvements and losses
 * symmetric about zero? Zero differences are dropped (Wilcoxon 1945), equal ones share their mean
 * rank. Exact up to {@value #LARGEST_EXACT} differences without ties or zeros, else the normal
 * approximation with the variance corrected for ties and no continuity correction. (Hipparchus' own
 * test corrects for continuity but not for ties.)
 *
 * @param statistic the smaller of the two rank sums
 * @param direction −1 where the ranks of the differences below zero have the larger sum, 1 where
 *     those above have it, 0 where the sums are equal
 * @param pairs how many differences are not zero
 * @param probability the two-sided p-value; 1 when all differences are zero
 */
public record WilcoxonSignedRank(double statistic, int direction, int pairs, double probability) {
  static final int LARGEST_EXACT = 50;

  /** Tests N differences. */
  public static WilcoxonSignedRank of(double... differences) {
    double[] values = Arrays.stream(differences).filter(d -> d != 0).toArray();
    int n = values.length;
    if (n == 0) {
      return new WilcoxonSignedRank(0, 0, 0, 1);
    }
    double[] ranks =
        new NaturalRanking(NaNStrategy.FAILED, TiesStrategy.AVERAGE)
            .rank(Arrays.stream(values).map(Math::abs).toArray());
    double rankSumPlus =
        IntStream.range(0, n).filter(i -> values[i] > 0).mapToDouble(i -> ranks[i]).sum();
    double ties = ties(ranks);
    double total = 0.5 * n * (n + 1.0);
    double smaller = Math.min(rankSumPlus, total - rankSumPlus);
    boolean exact = n <= LARGEST_EXACT && ties == 0 && n == differences.length;
    return new WilcoxonSignedRank(
        smaller,
        Double.compare(rankSumPlus, total - rankSumPlus),
        n,
        exact ? exact(n, (int) smaller) : approximate(n, smaller, ties));
  }

  /** Σ(t³ − t) over the groups of t equal ranks. */
  private static double ties(double[] ranks) {
    double[] sorted = ranks.clone();
    Arrays.sort(sorted);
    double ties = 0;
    int from = 0;
    for (int to = 1; to <= sorted.length; to++) {
      if (to == sorted.length || sorted[to] != sorted[from]) {
        double size = to - from;
        ties += size * size * size - size;
        from = to;
      }
    }
    return ties;
  }

  /** 2·P(W ≤ w), by counting the subsets of {1 … n} with each sum. */
  private static double exact(int n, int w) {
    double[] ways = new double[n * (n + 1) / 2 + 1];
    ways[0] = 1;
    for (int rank = 1; rank <= n; rank++) {
      for (int sum = ways.length - 1; sum >= rank; sum--) {
        ways[sum] += ways[sum - rank];
      }
    }
    double tail = 0;
    for (int sum = 0; sum <= w; sum++) {
      tail += ways[sum];
    }
    return Math.min(1, 2 * tail * Math.pow(2, -n));
  }

  private static double approximate(double n, double w, double ties) {
    double mean = n * (n + 1) / 4;
    double variance = n * (n + 1) * (2 * n + 1) / 24 - ties / 48;
    double z = (w - mean) / Math.sqrt(variance);
    return Math.min(1, 2 * new NormalDistribution().cumulativeProbability(z));
  }
}
