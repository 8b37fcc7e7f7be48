package org.wingloss.evaluation.score;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.wingloss.data.face.Landmarks;
import org.wingloss.evaluation.metric.NormalisedMeanError;

/**
 * Sums of normalised errors under one norm: of every landmark, then of all visible and of all
 * hidden ones.
 */
final class LandmarkSums {
  private final int landmarks;
  private final double[] sum;
  private final double[] squares;
  private final long[] count;

  LandmarkSums(int landmarks) {
    this.landmarks = landmarks;
    sum = new double[landmarks + 2];
    squares = new double[landmarks + 2];
    count = new long[landmarks + 2];
  }

  void add(Landmarks truth, double[] distances, double length) {
    for (int i = 0; i < distances.length; i++) {
      if (!Double.isNaN(distances[i])) {
        double error = NormalisedMeanError.ofLandmark(distances[i], length);
        add(i, error);
        add(truth.isVisible(i) ? landmarks : landmarks + 1, error);
      }
    }
  }

  private void add(int place, double error) {
    sum[place] += error;
    squares[place] += error * error;
    count[place]++;
  }

  void addAll(LandmarkSums other) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += other.sum[i];
      squares[i] += other.squares[i];
      count[i] += other.count[i];
    }
  }

  /** The mean over some landmarks together. */
  LandmarkErrors.Mean mean(List<Integer> points) {
    double total = 0;
    double totalSquares = 0;
    long totalCount = 0;
    for (int i : points) {
      total += sum[i];
      totalSquares += squares[i];
      totalCount += count[i];
    }
    return LandmarkErrors.Mean.of(total, totalSquares, totalCount);
  }

  /** The means over all visible and over all hidden landmarks, as far as there are any. */
  Map<String, Double> byVisibility() {
    Map<String, Double> means = new LinkedHashMap<>();
    for (int k = 0; k < 2; k++) {
      int place = landmarks + k;
      if (count[place] > 0) {
        means.put(k == 0 ? "visible" : "hidden", sum[place] / count[place]);
      }
    }
    return means;
  }
}
