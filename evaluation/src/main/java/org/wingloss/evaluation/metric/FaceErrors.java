package org.wingloss.evaluation.metric;

import java.util.Arrays;

/**
 * The errors of N faces under one norm, gathered once; every metric is a function of them. Each is
 * the face's NME as a share of the norm (0.03, not 3 %). So are the metrics and their thresholds;
 * percent appears only in reports.
 */
public final class FaceErrors {
  private final double[] sorted;

  private FaceErrors(double[] values) {
    this.sorted = values;
    Arrays.sort(sorted);
  }

  /**
   * Errors of faces, whose order is forgotten, so that no metric depends on it.
   *
   * @param values N &gt;= 1 finite numbers &gt;= 0
   */
  public static FaceErrors of(double... values) {
    if (values.length == 0) {
      throw new IllegalArgumentException("at least one face is needed");
    }
    for (double value : values) {
      if (!(value >= 0) || value == Double.POSITIVE_INFINITY) {
        throw new IllegalArgumentException("errors must be finite and >= 0 but found " + value);
      }
    }
    return new FaceErrors(values.clone());
  }

  /** N. */
  public int count() {
    return sorted.length;
  }

  /** A copy in ascending order: the steps of the CED. */
  public double[] sorted() {
    return sorted.clone();
  }

  /** How many errors are at most e. */
  int atMost(double error) {
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

  static void checkThreshold(double threshold) {
    if (!(threshold > 0 && threshold < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("a threshold must be > 0 but was " + threshold);
    }
  }
}
