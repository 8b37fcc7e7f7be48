package org.wingloss.data.balance;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** From coefficients to copies: histogram, bins, ratios, list. */
final class BinReplication {
  /** Counts whose largest sets the ratios. */
  final int[] histogram;

  /** Faces in each bin over [0, max |b|]. */
  final int[] counts;

  /** Copies of the faces of each bin; 0 for an empty one. */
  final int[] ratios;

  /** The list. */
  final int[] indices;

  private BinReplication(int[] histogram, int[] counts, int[] ratios, int[] indices) {
    this.histogram = histogram;
    this.counts = counts;
    this.ratios = ratios;
    this.indices = indices;
  }

  static BinReplication of(PoseBalancingSettings settings, double[] coefficients) {
    double[] size = Arrays.stream(coefficients).map(Math::abs).toArray();
    return switch (settings.mode()) {
      case FAITHFUL -> faithful(size, settings.bins());
      case DEFAULT -> binned(size, settings);
      case INTERPOLATED -> interpolated(size, settings);
    };
  }

  /** Steps 6 and 7 of the author's routine. */
  private static BinReplication faithful(double[] size, int bins) {
    double min = Arrays.stream(size).min().orElseThrow();
    double max = Arrays.stream(size).max().orElseThrow();
    int[] histogram = histogram(size, min, max, bins);
    int largest = Arrays.stream(histogram).max().orElseThrow();
    int[] counts = new int[bins];
    int[] ratios = new int[bins];
    List<int[]> list = new ArrayList<>();
    for (int k = 0; k < bins; k++) {
      double low = k * max / bins;
      double high = k + 1 == bins ? max : (k + 1) * max / bins;
      int[] members =
          IntStream.range(0, size.length).filter(i -> size[i] >= low && size[i] <= high).toArray();
      counts[k] = members.length;
      if (members.length > 0) {
        ratios[k] = roundHalfUp((double) largest / members.length);
        list.addAll(Collections.nCopies(ratios[k], members));
      }
    }
    int[] indices = list.stream().flatMapToInt(Arrays::stream).toArray();
    return new BinReplication(histogram, counts, ratios, indices);
  }

  private static BinReplication binned(double[] size, PoseBalancingSettings settings) {
    int bins = settings.bins();
    double max = Arrays.stream(size).max().orElseThrow();
    int[] counts = histogram(size, 0, max, bins);
    int[] ratios = ratios(counts, settings.cap());
    int[] copies = Arrays.stream(size).mapToInt(s -> ratios[bin(s, 0, max, bins)]).toArray();
    return new BinReplication(counts, counts, ratios, repeat(copies));
  }

  /**
   * Copies along a line between the middles of the bins that hold faces. Fractions are carried over
   * from face to face in the order of |b|, so that neighbours together get what is due to them.
   */
  private static BinReplication interpolated(double[] size, PoseBalancingSettings settings) {
    int bins = settings.bins();
    double max = Arrays.stream(size).max().orElseThrow();
    int[] counts = histogram(size, 0, max, bins);
    int largest = Arrays.stream(counts).max().orElseThrow();
    int[] filled = IntStream.range(0, bins).filter(k -> counts[k] > 0).toArray();
    int[] copies = new int[size.length];
    double due = 0;
    long given = 0;
    for (int i : ascending(size)) {
      double place = max > 0 ? size[i] / max * bins - 0.5 : 0;
      int right = 0;
      while (right < filled.length && filled[right] < place) {
        right++;
      }
      int after = filled[Math.min(right, filled.length - 1)];
      int before = filled[Math.max(right - 1, 0)];
      double share = after > before ? Math.min(Math.max(place, before), after) - before : 0;
      share = after > before ? share / (after - before) : 0;
      double from = Math.min(settings.cap(), (double) largest / counts[before]);
      double to = Math.min(settings.cap(), (double) largest / counts[after]);
      due += from + share * (to - from);
      copies[i] = (int) (Math.round(due) - given);
      given += copies[i];
    }
    return new BinReplication(counts, counts, ratios(counts, settings.cap()), repeat(copies));
  }

  private static int[] ratios(int[] counts, int cap) {
    int largest = Arrays.stream(counts).max().orElseThrow();
    return Arrays.stream(counts)
        .map(c -> c == 0 ? 0 : Math.min(cap, roundHalfUp((double) largest / c)))
        .toArray();
  }

  /** Counts in equal bins over [min, max]; an inner edge belongs to the bin above it. */
  private static int[] histogram(double[] size, double min, double max, int bins) {
    int[] counts = new int[bins];
    for (double s : size) {
      counts[bin(s, min, max, bins)]++;
    }
    return counts;
  }

  private static int bin(double s, double min, double max, int bins) {
    return max > min ? Math.min(bins - 1, (int) ((s - min) / (max - min) * bins)) : 0;
  }

  /** MATLAB's round for numbers above 0: half away from zero. */
  private static int roundHalfUp(double ratio) {
    return (int) Math.floor(ratio + 0.5);
  }

  private static int[] ascending(double[] size) {
    return IntStream.range(0, size.length)
        .boxed()
        .sorted(Comparator.comparingDouble(i -> size[i]))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /** Every index as often as it has copies, in order. */
  private static int[] repeat(int[] copies) {
    return IntStream.range(0, copies.length)
        .flatMap(i -> IntStream.range(0, copies[i]).map(k -> i))
        .toArray();
  }
}
