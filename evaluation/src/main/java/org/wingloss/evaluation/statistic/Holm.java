package org.wingloss.evaluation.statistic;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Holm's correction (1979): p-values adjusted so that the chance of any false finding among m tests
 * stays below the level.
 */
public final class Holm {
  private Holm() {}

  /**
   * The i-th smallest p of m is multiplied by m − i (i from 0), made monotone and cut at 1.
   *
   * @return the adjusted values in the order given
   */
  public static double[] adjust(double... probabilities) {
    int count = probabilities.length;
    int[] order =
        IntStream.range(0, count)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> probabilities[i]))
            .mapToInt(i -> i)
            .toArray();
    double[] adjusted = new double[count];
    double largest = 0;
    for (int i = 0; i < count; i++) {
      largest = Math.max(largest, Math.min(1, probabilities[order[i]] * (count - i)));
      adjusted[order[i]] = largest;
    }
    return adjusted;
  }
}
