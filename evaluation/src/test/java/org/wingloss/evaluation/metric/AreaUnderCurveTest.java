package org.wingloss.evaluation.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Golden values: numpy 2.4.6, the common Python routine written out with its grid {@code arange(0,
 * t + 0.0001, 0.0001)} and the averaging Simpson rule of SciPy before 1.11. At 0.07 that grid has
 * 702 points and ends at 0.0701.
 */
final class AreaUnderCurveTest {
  private static final CumulativeErrorDistribution NINE =
      CumulativeErrorDistribution.of(
          0.0113, 0.0217, 0.0304, 0.0449, 0.0551, 0.0602, 0.0791, 0.0803, 0.1204);

  @ParameterizedTest
  @CsvSource({
    "0.08, 0.35791666666666655, 0.3388888888888889, 0.3573611111111111",
    "0.10, 0.46385185185185185, 0.4333333333333334, 0.4633333333333334",
    "0.07, 0.3131746031746031, 0.29444444444444445, 0.31174603174603177"
  })
  void of_nineFaces_equalsThePythonRoutines(
      double threshold, double simpson, double leftSum, double exact) {
    assertEquals(simpson, AreaUnderCurve.SIMPSON.of(NINE, threshold), 1e-12);
    assertEquals(leftSum, AreaUnderCurve.LEFT_SUM_20.of(NINE, threshold), 1e-12);
    assertEquals(exact, NINE.areaUnderCurve(threshold), 1e-12);
  }
}
