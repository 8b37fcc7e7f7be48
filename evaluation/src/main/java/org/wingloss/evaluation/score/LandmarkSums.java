package org.wingloss.evaluation.score;

import org.wingloss.data.face.Landmarks;
import org.wingloss.evaluation.metric.NormalisedMeanError;

/** Sums of normalised errors per landmark and by visibility, under one norm. */
final class LandmarkSums {
  final double[] sum;
  final double[] squares;
  final long[] count;
  double visibleSum;
  long visibleCount;
  double hiddenSum;
  long hiddenCount;

  LandmarkSums(int landmarks) {
    sum = new double[landmarks];
    squares = new double[landmarks];
    count = new long[landmarks];
  }

  void add(Landmarks truth, double[] distances, double length) {
    for (int i = 0; i < distances.length; i++) {
      if (Double.isNaN(distances[i])) {
        continue;
      }
      double error = NormalisedMeanError.ofLandmark(distances[i], length);
      sum[i] += error;
      squares[i] += error * error;
      count[i]++;
      if (truth.isVisible(i)) {
        visibleSum += error;
        visibleCount++;
      } else {
        hiddenSum += error;
        hiddenCount++;
      }
    }
  }

  void addAll(LandmarkSums other) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += other.sum[i];
      squares[i] += other.squares[i];
      count[i] += other.count[i];
    }
    visibleSum += other.visibleSum;
    visibleCount += other.visibleCount;
    hiddenSum += other.hiddenSum;
    hiddenCount += other.hiddenCount;
  }
}
