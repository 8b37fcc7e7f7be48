package org.wingloss.evaluation.statistic;

import org.hipparchus.distribution.continuous.NormalDistribution;
import org.hipparchus.stat.StatUtils;

/**
 * Two prediction sets A and B on the same faces under the same norm. A negative difference means
 * that A has the lower error.
 *
 * @param faces how many faces both were scored on
 * @param difference mean(A) − mean(B), a share of the norm
 * @param interval the percentile bootstrap of the difference, faces resampled in pairs
 * @param wilcoxon the signed-rank test of the differences
 * @param better the share of the faces on which A has a lower error than B
 * @param resolvable the smallest true difference that as many faces would show with 80 %
 *     probability at the 5 % level: (z₀.₉₇₅ + z₀.₈)·sd/√N
 */
public record PairedComparison(
    int faces,
    double difference,
    Interval interval,
    WilcoxonSignedRank wilcoxon,
    double better,
    double resolvable) {

  /**
   * Compares errors face by face.
   *
   * @param a N &gt;= 1 errors
   * @param b N errors of the same faces in the same order
   */
  public static PairedComparison of(double[] a, double[] b, Bootstrap bootstrap) {
    if (a.length == 0 || a.length != b.length) {
      throw new IllegalArgumentException(
          "paired errors need one length >= 1 but were %d and %d".formatted(a.length, b.length));
    }
    double[] differences = new double[a.length];
    int better = 0;
    for (int i = 0; i < a.length; i++) {
      differences[i] = a[i] - b[i];
      better += a[i] < b[i] ? 1 : 0;
    }
    NormalDistribution normal = new NormalDistribution();
    double z =
        normal.inverseCumulativeProbability(0.975) + normal.inverseCumulativeProbability(0.8);
    return new PairedComparison(
        a.length,
        StatUtils.mean(differences),
        bootstrap.mean(differences),
        WilcoxonSignedRank.of(differences),
        (double) better / a.length,
        z * Math.sqrt(StatUtils.variance(differences) / a.length));
  }
}
