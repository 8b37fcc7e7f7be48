package org.wingloss.evaluation.score;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.wingloss.data.face.Landmarks;
import org.wingloss.evaluation.metric.NormalisedMeanError;
import org.wingloss.evaluation.statistic.ExactSums;

/**
 * Sums of normalised errors under one norm: of every landmark, then of all visible and of all
 * hidden ones. The order of the faces does not change a bit.
 */
final class LandmarkSums {
  private final int landmarks;

  /** Of the errors, then of their squares; after the landmarks the visible and the hidden ones. */
  private final ExactSums sums;

  private final long[] count;

  LandmarkSums(int landmarks) {
    this.landmarks = landmarks;
    sums = new ExactSums(2 * landmarks + 2);
    count = new long[landmarks + 2];
  }

  void add(Landmarks truth, double[] distances, double length) {
    double visible = 0;
    double hidden = 0;
    for (int i = 0; i < distances.length; i++) {
      if (!Double.isNaN(distances[i])) {
        double error = NormalisedMeanError.ofLandmark(distances[i], length);
        sums.add(i, error);
        sums.add(landmarks + i, error * error);
        count[i]++;
        if (truth.isVisible(i)) {
          visible += error;
          count[landmarks]++;
        } else {
          hidden += error;
          count[landmarks + 1]++;
        }
      }
    }
    sums.add(2 * landmarks, visible);
    sums.add(2 * landmarks + 1, hidden);
  }

  void addAll(LandmarkSums other) {
    sums.addAll(other.sums);
    for (int i = 0; i < count.length; i++) {
      count[i] += other.count[i];
    }
  }

  void write(DataOutput out) throws IOException {
    sums.write(out);
    for (long faces : count) {
      out.writeLong(faces);
    }
  }

  void read(DataInput in) throws IOException {
    sums.read(in);
    for (int i = 0; i < count.length; i++) {
      count[i] = in.readLong();
    }
  }

  /** The mean over some landmarks together. */
  LandmarkErrors.Mean mean(List<Integer> points) {
    double total = 0;
    double totalSquares = 0;
    long totalCount = 0;
    for (int i : points) {
      total += sums.sum(i);
      totalSquares += sums.sum(landmarks + i);
      totalCount += count[i];
    }
    return LandmarkErrors.Mean.of(total, totalSquares, totalCount);
  }

  /** The means over all visible and over all hidden landmarks, as far as there are any. */
  Map<String, Double> byVisibility() {
    Map<String, Double> means = new LinkedHashMap<>();
    for (int k = 0; k < 2; k++) {
      long faces = count[landmarks + k];
      if (faces > 0) {
        means.put(k == 0 ? "visible" : "hidden", sums.sum(2 * landmarks + k) / faces);
      }
    }
    return means;
  }
}
