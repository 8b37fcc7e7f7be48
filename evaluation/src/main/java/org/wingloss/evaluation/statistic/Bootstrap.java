package org.wingloss.evaluation.statistic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.hipparchus.distribution.continuous.NormalDistribution;
import org.hipparchus.distribution.discrete.BinomialDistribution;
import org.hipparchus.stat.descriptive.rank.Percentile;
import org.hipparchus.stat.descriptive.rank.Percentile.EstimationType;
import org.wingloss.data.NumberText;

/**
 * The percentile bootstrap of a mean (Efron 1979): faces are drawn with replacement, the mean of
 * every resample is taken, and the interval runs between two quantiles of those means.
 *
 * <p>Resample r draws from a generator seeded by (seed, r), so neither threads nor other columns
 * change a digit. Above {@value #LARGEST_RESAMPLED} faces the distribution that resampling would
 * approach is computed instead: binomial for a share of faces, else the Cornish-Fisher expansion to
 * the third order (skewness and kurtosis of the resampled mean). Where these are small, as for the
 * errors of a sound method, its error is far below the noise of 10,000 resamples; a test holds the
 * two ways against each other. Where a few faces decide the mean they are not, and faces are drawn.
 *
 * @param seed of the resamples
 * @param resamples how many, 100 to {@value #MOST_RESAMPLES}
 * @param level the interval's probability, 0.95
 */
public record Bootstrap(long seed, int resamples, double level) {
  /** 10,000 resamples, 95 %. */
  public static final Bootstrap DEFAULT = new Bootstrap(1, 10_000, 0.95);

  /** The means of every column are held in memory. */
  static final int MOST_RESAMPLES = 1_000_000;

  /** From here on the limit of infinitely many resamples is computed. */
  static final int LARGEST_RESAMPLED = 10_000;

  private static final long GOLDEN = 0x9E3779B97F4A7C15L;
  private static final long APART = 0xBF58476D1CE4E5B9L;

  /** Checks the ranges. */
  public Bootstrap {
    if (resamples < 100) {
      throw new IllegalArgumentException("resamples must be >= 100 but was " + resamples);
    }
    if (resamples > MOST_RESAMPLES) {
      throw new IllegalArgumentException(
          "resamples must be <= %d but was %d".formatted(MOST_RESAMPLES, resamples));
    }
    if (!(level > 0 && level < 1)) {
      throw new IllegalArgumentException("level must be in (0, 1) but was " + level);
    }
  }

  /**
   * How the intervals of so many faces, and of subsets of them, come about: {@code percentile
   * bootstrap}, or what else is computed of many faces. Reports add the resamples.
   */
  public static String method(int faces) {
    String drawn = "percentile bootstrap";
    return faces > LARGEST_RESAMPLED
        ? NumberText.format(
            "limit of the %s (binomial for shares, Cornish-Fisher for means); up to %,d faces, or"
                + " where few faces decide the mean, %s",
            drawn, LARGEST_RESAMPLED, drawn)
        : drawn;
  }

  /**
   * The interval of the mean of N &gt;= 1 values.
   *
   * @throws IllegalArgumentException if there is none or one is not finite
   */
  public Interval mean(double... values) {
    return means(List.of(values)).get(0);
  }

  /**
   * The intervals of the means of several columns over the same faces; they share their random
   * numbers.
   *
   * @param columns arrays of one length N &gt;= 1
   * @throws IllegalArgumentException if they are not, or a value is not finite
   */
  public List<Interval> means(List<double[]> columns) {
    int faces = columns.get(0).length;
    if (faces == 0 || columns.stream().anyMatch(c -> c.length != faces)) {
      throw new IllegalArgumentException("columns must have one length >= 1");
    }
    for (int k = 0; k < columns.size(); k++) {
      requireFinite("column " + k, columns.get(k));
    }
    return faces > LARGEST_RESAMPLED
        ? columns.stream().map(column -> limitOrResampled(column, faces)).toList()
        : resampled(columns, faces);
  }

  private static void requireFinite(String what, double[] values) {
    for (int i = 0; i < values.length; i++) {
      if (!Double.isFinite(values[i])) {
        throw new IllegalArgumentException(
            "value %d of %s must be finite but was %s: a face without an error must be left out"
                .formatted(i, what, values[i]));
      }
    }
  }

  private Interval limitOrResampled(double[] column, int faces) {
    Moments moments = Moments.of(column);
    return moments.isTame() ? limit(moments, faces) : resampled(List.of(column), faces).get(0);
  }

  /**
   * The interval of mean(a) − mean(b) of two groups of different faces, each resampled by itself.
   *
   * @param a at least one value
   * @param b at least one value
   * @throws IllegalArgumentException if one is empty or a value is not finite
   */
  public Interval difference(double[] a, double[] b) {
    if (a.length == 0 || b.length == 0) {
      throw new IllegalArgumentException("both groups need at least one value");
    }
    requireFinite("the first group", a);
    requireFinite("the second group", b);
    // Sorted, because the order in which faces come must not move an interval.
    double[] first = a.clone();
    double[] second = b.clone();
    Arrays.sort(first);
    Arrays.sort(second);
    double[] differences = new double[resamples];
    IntStream.range(0, resamples)
        .parallel()
        .forEach(
            r ->
                differences[r] =
                    resample(first, first.length, 1, r)[0] / first.length
                        - resample(second, second.length, 1, resamples + r)[0] / second.length);
    Arrays.sort(differences);
    return interval(differences);
  }

  private Interval interval(double[] sorted) {
    Percentile type7 = new Percentile().withEstimationType(EstimationType.R_7);
    type7.setData(sorted);
    return new Interval(type7.evaluate(50 * (1 - level)), type7.evaluate(50 * (1 + level)));
  }

  List<Interval> resampled(List<double[]> columns, int faces) {
    int width = columns.size();
    double[] rows = new double[faces * width];
    for (int k = 0; k < width; k++) {
      // Sorted, because the order in which faces come must not move an interval.
      double[] sorted = columns.get(k).clone();
      Arrays.sort(sorted);
      for (int i = 0; i < faces; i++) {
        rows[i * width + k] = sorted[i];
      }
    }
    double[][] means = new double[width][resamples];
    IntStream.range(0, resamples)
        .parallel()
        .forEach(
            r -> {
              double[] sums = resample(rows, faces, width, r);
              for (int k = 0; k < width; k++) {
                means[k][r] = sums[k] / faces;
              }
            });
    List<Interval> intervals = new ArrayList<>();
    for (double[] column : means) {
      Arrays.sort(column);
      intervals.add(interval(column));
    }
    return intervals;
  }

  private double[] resample(double[] rows, int faces, int width, int r) {
    // The generator adds GOLDEN for every number: seeds that differed by it would share numbers.
    SplittableRandom random = new SplittableRandom(GOLDEN + (seed - 1) * APART + r);
    double[] sums = new double[width];
    for (int i = 0; i < faces; i += 2) {
      // Two draws from one number; each is uniform to within N/2^32.
      long bits = random.nextLong();
      add(sums, rows, (int) (((bits >>> 32) * faces) >>> 32) * width);
      if (i + 1 < faces) {
        add(sums, rows, (int) (((bits & 0xFFFFFFFFL) * faces) >>> 32) * width);
      }
    }
    return sums;
  }

  private static void add(double[] sums, double[] rows, int row) {
    for (int k = 0; k < sums.length; k++) {
      sums[k] += rows[row + k];
    }
  }

  /** The interval that infinitely many resamples would give, if the moments say enough. */
  Interval limit(Moments moments, int faces) {
    if (moments.share) {
      BinomialDistribution counts = new BinomialDistribution(faces, Math.min(1, moments.mean));
      return new Interval(
          (double) counts.inverseCumulativeProbability((1 - level) / 2) / faces,
          (double) counts.inverseCumulativeProbability((1 + level) / 2) / faces);
    }
    double z = new NormalDistribution().inverseCumulativeProbability((1 + level) / 2);
    return new Interval(moments.at(-z), moments.at(z));
  }

  /**
   * The moments of the mean of a resample.
   *
   * @param share whether all values are 0 or 1
   * @param error the standard deviation
   */
  record Moments(double mean, boolean share, double error, double skewness, double kurtosis) {
    private static final double MOST_SKEWNESS = 0.2;
    private static final double MOST_KURTOSIS = 0.1;

    static Moments of(double[] column) {
      int faces = column.length;
      // Sorted, because the order in which faces come must not move an interval.
      double[] values = column.clone();
      Arrays.sort(values);
      double mean = 0;
      boolean share = true;
      for (double value : values) {
        mean += value;
        share &= value == 0 || value == 1;
      }
      mean /= faces;
      double second = 0;
      double third = 0;
      double fourth = 0;
      for (double value : values) {
        double d = value - mean;
        second += d * d;
        third += d * d * d;
        fourth += d * d * d * d;
      }
      double variance = second / faces;
      if (variance == 0) {
        return new Moments(mean, share, 0, 0, 0);
      }
      return new Moments(
          mean,
          share,
          Math.sqrt(variance / faces),
          third / faces / Math.pow(variance, 1.5) / Math.sqrt(faces),
          (fourth / faces / (variance * variance) - 3) / faces);
    }

    /** Whether they say enough of the distribution; not if one of them is no number. */
    boolean isTame() {
      boolean small = Math.abs(skewness) <= MOST_SKEWNESS && Math.abs(kurtosis) <= MOST_KURTOSIS;
      return share || small;
    }

    double at(double z) {
      return mean + error * cornishFisher(z, skewness, kurtosis);
    }
  }

  private static double cornishFisher(double z, double skewness, double kurtosis) {
    return z
        + skewness * (z * z - 1) / 6
        + kurtosis * (z * z * z - 3 * z) / 24
        - skewness * skewness * (2 * z * z * z - 5 * z) / 36;
  }
}
