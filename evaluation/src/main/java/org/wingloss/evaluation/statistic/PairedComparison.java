package org.wingloss.evaluation.statistic;

import java.util.stream.IntStream;
import org.hipparchus.distribution.continuous.NormalDistribution;
import org.hipparchus.stat.StatUtils;

/**
 * Two prediction sets A and B on the same faces under the same norm. A negative difference means
 * that A has the lower error.
 *
 * @param faces how many faces both were scored on
 * @param meanA the mean error of A on these faces, a share of the norm
 * @param meanB that of B
 * @param difference mean(A) − mean(B), a share of the norm
 * @param interval the percentile bootstrap of the difference, faces resampled in pairs
 * @param wilcoxon the signed-rank test of the differences
 * @param better the share of the faces on which A has a lower error than B
 * @param resolvable the smallest true difference that as many faces would show with 80 %
 *     probability at the 5 % level: (z₀.₉₇₅ + z₀.₈)·sd/√N; NaN for one face, which has no sd
 */
public record PairedComparison(
    int faces,
    double meanA,
    double meanB,
    double difference,
    Interval interval,
    WilcoxonSignedRank wilcoxon,
    double better,
    double resolvable) {

  /**
   * Compares errors face by face; a face for which one of the two has none (NaN) is left out.
   *
   * @param a errors, at least one of a face that also b has
   * @param b errors of the same faces in the same order
   */
  public static PairedComparison of(double[] a, double[] b, Bootstrap bootstrap) {
    if (a.length != b.length) {
      throw new IllegalArgumentException(
          "paired errors need one length but were %d and %d".formatted(a.length, b.length));
    }
    int[] both = IntStream.range(0, a.length).filter(i -> !Double.isNaN(a[i] - b[i])).toArray();
    if (both.length == 0) {
      throw new IllegalArgumentException(
          "none of %d faces has an error in both sets".formatted(a.length));
    }
    // Sorted, because the order in which faces come must not change a digit.
    double[] differences = IntStream.of(both).mapToDouble(i -> a[i] - b[i]).sorted().toArray();
    long better = IntStream.of(both).filter(i -> a[i] < b[i]).count();
    NormalDistribution normal = new NormalDistribution();
    double z =
        normal.inverseCumulativeProbability(0.975) + normal.inverseCumulativeProbability(0.8);
    return new PairedComparison(
        both.length,
        IntStream.of(both).mapToDouble(i -> a[i]).sorted().average().orElseThrow(),
        IntStream.of(both).mapToDouble(i -> b[i]).sorted().average().orElseThrow(),
        StatUtils.mean(differences),
        bootstrap.mean(differences),
        WilcoxonSignedRank.of(differences),
        (double) better / both.length,
        both.length < 2
            ? Double.NaN
            : z * Math.sqrt(StatUtils.variance(differences) / both.length));
  }
}
