package org.wingloss.evaluation.statistic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.hipparchus.stat.StatUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BootstrapTest {
  /** Skewed like the errors of faces: a gamma distribution of shape 3 and mean 3. */
  private static double[] errors(SplittableRandom random, int faces) {
    double[] errors = new double[faces];
    for (int i = 0; i < faces; i++) {
      errors[i] = -Math.log(random.nextDouble() * random.nextDouble() * random.nextDouble());
    }
    return errors;
  }

  private static Interval limit(double[] errors) {
    return Bootstrap.DEFAULT.limit(Bootstrap.Moments.of(errors), errors.length);
  }

  private static double coverage(int draws, Function<double[], Interval> method) {
    SplittableRandom random = new SplittableRandom(20);
    int covered = 0;
    for (int i = 0; i < draws; i++) {
      covered += method.apply(errors(random, 300)).contains(3) ? 1 : 0;
    }
    return (double) covered / draws;
  }

  /** As below 10,000 faces: a mean that three faces decide may have met none of them. */
  @Test
  void mean_threeFacesOfManyDiffer_includesZero() {
    double[] differences = new double[10_001];
    differences[0] = -0.29;
    differences[1] = -0.3;
    differences[2] = -0.31;
    assertTrue(Bootstrap.DEFAULT.mean(differences).contains(0));
  }

  @Test
  void mean_oneErrorBeyondAllOthers_staysWithinThePossibleMeans() {
    double[] errors = new double[20_001];
    Arrays.setAll(errors, i -> i < 10_000 ? 0.02 : 0.04);
    errors[20_000] = 5000;
    Interval interval = new Bootstrap(1, 1_000, 0.95).mean(errors);
    assertTrue(interval.low() > 0.0295, interval.toString());
    assertTrue(interval.high() < 0.85, interval.toString());
    errors[20_000] = 1e98;
    assertTrue(new Bootstrap(1, 100, 0.95).mean(errors).low() > 0.0295);
  }

  /** Seeds that share random numbers would say too little of how far the ends are noise. */
  @Test
  void mean_neighbouringSeeds_differAsMuchAsDistantOnes() {
    double[] errors = errors(new SplittableRandom(3), 2_001);
    double near = spread(errors, 1);
    double far = spread(errors, 10_000);
    assertTrue(near > far / 2, near + " and " + far);
  }

  private static double spread(double[] errors, long step) {
    double[] ends = new double[20];
    Arrays.setAll(ends, k -> new Bootstrap(1 + k * step, 500, 0.95).mean(errors).low());
    return Math.sqrt(StatUtils.variance(ends));
  }

  @Test
  void mean_facesInAnotherOrder_givesTheSameInterval() {
    assertEquals(
        Bootstrap.DEFAULT.mean(1, 2, 4, 8, 16, 32, 64),
        Bootstrap.DEFAULT.mean(64, 1, 16, 2, 8, 32, 4));
  }

  @Test
  void mean_twoThousandSimulatedSets_coversTheTrueMeanAsPromised() {
    double coverage = coverage(2_000, errors -> new Bootstrap(5, 1_000, 0.95).mean(errors));
    assertTrue(coverage >= 0.94 && coverage <= 0.96, "coverage was " + coverage);
  }

  @Test
  void limit_twoThousandSimulatedSets_coversTheTrueMeanAsPromised() {
    double coverage = coverage(2_000, BootstrapTest::limit);
    assertTrue(coverage >= 0.94 && coverage <= 0.96, "coverage was " + coverage);
  }

  @Test
  void mean_ninetyPercentLevel_coversNinetyPercent() {
    double coverage = coverage(2_000, errors -> new Bootstrap(5, 1_000, 0.9).mean(errors));
    assertTrue(coverage >= 0.885 && coverage <= 0.915, "coverage was " + coverage);
  }

  @Test
  void limit_skewedErrors_agreesWithManyResamples() {
    double[] errors = errors(new SplittableRandom(3), 200);
    Interval resampled = new Bootstrap(7, 200_000, 0.95).mean(errors);
    Interval limit = limit(errors);
    double width = resampled.high() - resampled.low();
    assertEquals(resampled.low(), limit.low(), 0.01 * width);
    assertEquals(resampled.high(), limit.high(), 0.01 * width);
    // The correction matters: the plain normal interval is symmetric, this one is not.
    double mean = Arrays.stream(errors).average().orElseThrow();
    assertTrue(limit.high() - mean > 1.03 * (mean - limit.low()));
  }

  @Test
  void limit_shareOfFaces_isTheBinomialInterval() {
    double[] failures = new double[50_000];
    Arrays.fill(failures, 0, 5, 1);
    // scipy.stats.binom.ppf([0.025, 0.975], 50000, 1e-4) = 1, 10
    assertEquals(new Interval(1 / 50_000.0, 10 / 50_000.0), Bootstrap.DEFAULT.mean(failures));
    assertEquals(new Interval(0, 0), Bootstrap.DEFAULT.mean(new double[50_000]));
  }

  @Test
  void mean_threeFaces_runsBetweenThePossibleMeans() {
    // The 27 resamples of {0, 3, 6} have means 0 (1/27) to 6 (1/27): 2.5 % is 0, 97.5 % is 6.
    assertEquals(new Interval(0, 6), Bootstrap.DEFAULT.mean(0, 3, 6));
  }

  @Test
  void mean_oneFace_hasNoWidth() {
    assertEquals(new Interval(4, 4), Bootstrap.DEFAULT.mean(4));
  }

  @Test
  void mean_sameSeed_sameInterval() {
    double[] errors = errors(new SplittableRandom(3), 51);
    Bootstrap one = new Bootstrap(1, 500, 0.95);
    assertEquals(one.mean(errors), one.mean(errors));
    assertNotEquals(one.mean(errors), new Bootstrap(2, 500, 0.95).mean(errors));
  }

  @Test
  void means_severalColumns_equalEachAlone() {
    double[] a = errors(new SplittableRandom(3), 33);
    double[] b = errors(new SplittableRandom(4), 33);
    Bootstrap bootstrap = new Bootstrap(1, 500, 0.95);
    assertEquals(List.of(bootstrap.mean(a), bootstrap.mean(b)), bootstrap.means(List.of(a, b)));
  }

  @Test
  void bootstrap_impossibleSettings_areRefused() {
    assertThrows(IllegalArgumentException.class, () -> new Bootstrap(1, 99, 0.95));
    assertThrows(IllegalArgumentException.class, () -> new Bootstrap(1, Integer.MAX_VALUE, 0.95));
    assertThrows(IllegalArgumentException.class, () -> new Bootstrap(1, 1000, 1));
    assertThrows(IllegalArgumentException.class, () -> Bootstrap.DEFAULT.mean());
  }

  /** A face without an error is NaN in a list by face; a quantile would pass over such means. */
  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void interval_valueThatIsNotFinite_isRefused(double odd) {
    double[] sound = {1, 2, 3};
    double[] some = {1, odd, 3};
    double[] many = new double[Bootstrap.LARGEST_RESAMPLED + 1];
    many[many.length - 1] = odd;
    assertRefused("value 1 of column 0 must be finite but was " + odd, some);
    assertRefused("value 10000 of column 0 must be finite but was " + odd, many);
    assertRefused("value 1 of column 1 must be finite but was " + odd, sound, some);
    assertThrows(IllegalArgumentException.class, () -> Bootstrap.DEFAULT.difference(some, sound));
    assertThrows(IllegalArgumentException.class, () -> Bootstrap.DEFAULT.difference(sound, some));
  }

  private static void assertRefused(String message, double[]... columns) {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class, () -> Bootstrap.DEFAULT.means(List.of(columns)));
    assertTrue(e.getMessage().startsWith(message), e.getMessage());
  }

  /** Normal theory: the standard error of a difference is the root of the two variances' sum. */
  @Test
  void difference_twoGroups_agreesWithNormalTheory() {
    Random random = new Random(5);
    double[] a = random.doubles(400).toArray();
    double[] b = random.doubles(100).map(v -> v + 1).toArray();
    Interval interval = Bootstrap.DEFAULT.difference(a, b);
    double error =
        Math.hypot(
            Math.sqrt(StatUtils.variance(a)) / Math.sqrt(400),
            Math.sqrt(StatUtils.variance(b)) / Math.sqrt(100));
    double middle = StatUtils.mean(a) - StatUtils.mean(b);
    assertEquals(middle - 1.96 * error, interval.low(), 0.08 * error);
    assertEquals(middle + 1.96 * error, interval.high(), 0.08 * error);
    assertThrows(
        IllegalArgumentException.class, () -> Bootstrap.DEFAULT.difference(a, new double[0]));
  }
}
