package org.wingloss.evaluation.metric;

import java.util.Arrays;

/**
 * The NMEs of N faces under one norm, and the metrics that are functions of them. Everything is a
 * share of the norm (0.03, not 3 %), thresholds included; percent appears only in reports.
 *
 * <p>Definitions (docs/paper.md, section 7, and the protocols of 300-W, COFW and WFLW): FR@t is the
 * share of faces with NME &gt; t; CED(e) the share with NME ≤ e; AUC@t = mean(max(0, t−e))/t, which
 * is the exact area under the CED's steps up to t, divided by t.
 */
public final class CumulativeErrorDistribution {
  private final double[] values;
  private final double[] sorted;

  private CumulativeErrorDistribution(double[] values) {
    this.values = values;
    this.sorted = values.clone();
    Arrays.sort(sorted);
  }

  /**
   * Errors of faces in a given order.
   *
   * @param values N &gt;= 1 finite numbers &gt;= 0
   */
  public static CumulativeErrorDistribution of(double... values) {
    if (values.length == 0) {
      throw new IllegalArgumentException("at least one face is needed");
    }
    for (double value : values) {
      if (!(value >= 0) || value == Double.POSITIVE_INFINITY) {
        throw new IllegalArgumentException("errors must be finite and >= 0 but found " + value);
      }
    }
    return new CumulativeErrorDistribution(values.clone());
  }

  /** N. */
  public int count() {
    return values.length;
  }

  /** The error of face i. */
  public double error(int i) {
    return values[i];
  }

  /** A copy, in the order of the faces. */
  public double[] values() {
    return values.clone();
  }

  /** The data set's NME: the mean over the faces. */
  public double nme() {
    return Sums.mean(values);
  }

  /** The share of faces with an error above the threshold (a share of the norm, above 0). */
  public double failureRate(double threshold) {
    return 1 - cumulative(checked(threshold));
  }

  /** CED(e): the share of faces with an error of at most e. */
  public double cumulative(double error) {
    return (double) atMost(error) / sorted.length;
  }

  /** The exact area under the CED from 0 to the threshold, divided by the threshold; 0 to 1. */
  public double areaUnderCurve(double threshold) {
    return Sums.mean(areaShares(threshold));
  }

  /** Per face, max(0, t−e)/t: their mean is the AUC, so the AUC has an interval like any mean. */
  public double[] areaShares(double threshold) {
    checked(threshold);
    double[] shares = new double[values.length];
    for (int i = 0; i < shares.length; i++) {
      shares[i] = Math.max(0, threshold - values[i]) / threshold;
    }
    return shares;
  }

  /** Per face, 1 when the error is above the threshold, else 0: their mean is the failure rate. */
  public double[] failures(double threshold) {
    checked(threshold);
    double[] failures = new double[values.length];
    for (int i = 0; i < failures.length; i++) {
      failures[i] = values[i] > threshold ? 1 : 0;
    }
    return failures;
  }

  /**
   * The error below which a share of the faces lies, with linear interpolation between order
   * statistics at position (N−1)·share (the default of NumPy and of R, "type 7").
   *
   * @param share 0 to 1: 0.9 for the P90
   */
  public double quantile(double share) {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException("share must be in [0, 1] but was " + share);
    }
    double position = (sorted.length - 1) * share;
    int below = (int) position;
    double fraction = position - below;
    return fraction == 0
        ? sorted[below]
        : sorted[below] + fraction * (sorted[below + 1] - sorted[below]);
  }

  /**
   * The CED as data: {@code points + 1} values at the errors 0, limit/points … limit.
   *
   * @param limit the largest error asked for
   * @param points the number of steps
   */
  public double[] curve(double limit, int points) {
    double[] curve = new double[points + 1];
    for (int i = 0; i <= points; i++) {
      curve[i] = cumulative(limit * i / points);
    }
    return curve;
  }

  /** A copy in ascending order: the steps of the CED. */
  public double[] sorted() {
    return sorted.clone();
  }

  private int atMost(double error) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] <= error) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private static double checked(double threshold) {
    if (!(threshold > 0 && threshold < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("a threshold must be > 0 but was " + threshold);
    }
    return threshold;
  }
}
