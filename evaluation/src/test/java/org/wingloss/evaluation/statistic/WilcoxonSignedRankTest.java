package org.wingloss.evaluation.statistic;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Golden values: scipy.stats.wilcoxon 1.17.1 (double precision, 15 digits printed). */
final class WilcoxonSignedRankTest {
  @Test
  void of_nineDifferences_isExact() {
    // Hollander & Wolfe's depression scores; scipy: statistic 5, p 0.0390625
    WilcoxonSignedRank test =
        WilcoxonSignedRank.of(0.952, -0.147, 1.022, 0.43, 0.62, 0.59, 0.49, -0.08, 0.01);
    assertEquals(new WilcoxonSignedRank(5, 1, 9, 0.0390625), test);
  }

  @Test
  void of_fiftyDifferences_isExact() {
    double[] differences =
        IntStream.range(0, 50)
            .mapToDouble(i -> ((i * 7919) % 1009 - 300.5) * (1 + i / 1e6))
            .toArray();
    WilcoxonSignedRank test = WilcoxonSignedRank.of(differences);
    assertEquals(216, test.statistic());
    assertEquals(1.9760169596594324e-05, test.probability(), 1e-17);
  }

  @Test
  void of_tiesAndZeros_usesTheCorrectedApproximation() {
    // scipy: wilcoxon(d, method="asymptotic") = 32, 0.340836974053655
    WilcoxonSignedRank test =
        WilcoxonSignedRank.of(1, 1, 2, -1, 0, 3, -2, 2, 5, 0, -4, 1, 2, 2, -3);
    assertEquals(32, test.statistic());
    assertEquals(13, test.pairs());
    assertEquals(0.340836974053655, test.probability(), 1e-14);
  }

  @Test
  void of_manyDifferences_usesTheApproximation() {
    double[] differences =
        IntStream.range(0, 200)
            .mapToDouble(i -> ((i * 7919) % 1009 - 480.5) * (1 + i / 1e6))
            .toArray();
    WilcoxonSignedRank test = WilcoxonSignedRank.of(differences);
    assertEquals(9058, test.statistic());
    assertEquals(0.22612205859719636, test.probability(), 1e-14);
  }

  @Test
  void of_noDifference_findsNothing() {
    assertEquals(new WilcoxonSignedRank(0, 0, 0, 1), WilcoxonSignedRank.of(0, 0, 0));
  }
}
