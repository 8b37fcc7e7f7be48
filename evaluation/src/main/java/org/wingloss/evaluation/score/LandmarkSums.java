package org.wingloss.evaluation.score;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.scheme.LandmarkScheme;
import org.wingloss.evaluation.metric.NormalisedMeanError;
import org.wingloss.evaluation.statistic.ExactSums;

/**
 * Sums of normalised errors under one norm: of every landmark, of all visible and of all hidden
 * ones, and of every group of the scheme. The order of the faces does not change a bit.
 */
final class LandmarkSums {
  private final int landmarks;
  private final List<List<Integer>> groups;

  /**
   * Of the errors of each landmark, then of their squares; of all visible and of all hidden ones;
   * for each group of the squares of the faces' sums, then of these sums times their counts.
   */
  private final ExactSums sums;

  /** Of each landmark, of all visible and all hidden ones; of each group the squares, the faces. */
  private final long[] count;

  LandmarkSums(LandmarkScheme scheme) {
    landmarks = scheme.count();
    groups = List.copyOf(scheme.groups().values());
    sums = new ExactSums(2 * (landmarks + 1 + groups.size()));
    count = new long[landmarks + 2 + 2 * groups.size()];
  }

  void add(Landmarks truth, double[] distances, double length) {
    double visible = 0;
    double hidden = 0;
    double[] errors = new double[landmarks];
    for (int i = 0; i < distances.length; i++) {
      errors[i] = NormalisedMeanError.ofLandmark(distances[i], length);
      if (!Double.isNaN(distances[i])) {
        double error = errors[i];
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
    for (int g = 0; g < groups.size(); g++) {
      add(g, errors);
    }
  }

  private void add(int group, double[] errors) {
    double total = 0;
    long annotated = 0;
    for (int i : groups.get(group)) {
      if (!Double.isNaN(errors[i])) {
        total += errors[i];
        annotated++;
      }
    }
    if (annotated > 0) {
      int first = 2 * landmarks + 2 + group;
      sums.add(first, total * total);
      sums.add(first + groups.size(), total * annotated);
      count[landmarks + 2 + group] += annotated * annotated;
      count[landmarks + 2 + groups.size() + group]++;
    }
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

  /** The mean of a landmark. */
  LandmarkErrors.Mean ofLandmark(int i) {
    double mean = sums.sum(i) / count[i];
    double squares = sums.sum(landmarks + i) - count[i] * mean * mean;
    return LandmarkErrors.Mean.of(mean, squares, count[i], count[i]);
  }

  /**
   * The mean over the landmarks of a group. Those of one face err together, so that the mean is as
   * sure as so many faces make it and not as so many landmarks: it is a ratio, of the faces' sums
   * to their counts.
   *
   * @param group its place among the scheme's
   */
  LandmarkErrors.Mean ofGroup(int group) {
    double total = 0;
    long annotated = 0;
    for (int i : groups.get(group)) {
      total += sums.sum(i);
      annotated += count[i];
    }
    double mean = total / annotated;
    int first = 2 * landmarks + 2 + group;
    double squares =
        sums.sum(first)
            - 2 * mean * sums.sum(first + groups.size())
            + mean * mean * count[landmarks + 2 + group];
    long faces = count[landmarks + 2 + groups.size() + group];
    return LandmarkErrors.Mean.of(mean, squares, annotated, faces);
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
