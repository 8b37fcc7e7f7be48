package org.wingloss.evaluation.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Golden values: numpy 2.4.6, the common Python routine written out with its grid {@code arange(0,
 * t + 0.0001, 0.0001)} and the averaging Simpson rule of SciPy before 1.11. At 0.07 that grid has
 * 702 points and ends at 0.0701.
 */
final class AreaUnderCurveTest {
  private final FaceErrors threeFaces = FaceErrors.of(0.02, 0.10, 0.06);
  private static final FaceErrors NINE =
      FaceErrors.of(0.0113, 0.0217, 0.0304, 0.0449, 0.0551, 0.0602, 0.0791, 0.0803, 0.1204);

  @ParameterizedTest
  @CsvSource({
    "0.08, 0.35791666666666655, 0.3388888888888889, 0.3573611111111111",
    "0.10, 0.46385185185185185, 0.4333333333333334, 0.4633333333333334",
    "0.07, 0.3131746031746031, 0.29444444444444445, 0.31174603174603177"
  })
  void of_nineFaces_equalsThePythonRoutines(
      double threshold, double simpson, double leftSum, double exact) {
    assertEquals(simpson, AreaUnderCurveVariant.SIMPSON.of(NINE, threshold), 1e-12);
    assertEquals(leftSum, AreaUnderCurveVariant.LEFT_SUM_20.of(NINE, threshold), 1e-12);
    assertEquals(exact, AreaUnderCurve.of(NINE, threshold), 1e-12);
  }

  @Test
  void of_threeFaces_isTheAreaOfTheSteps() {
    // By hand, t = 0.08: the CED is 0 below 0.02, 1/3 up to 0.06, 2/3 up to 0.08.
    double area = (0.06 - 0.02) / 3 + (0.08 - 0.06) * 2 / 3;
    assertEquals(area / 0.08, AreaUnderCurve.of(threeFaces, 0.08), 1e-15);
  }

  @Test
  void of_errorOnTheThreshold_addsNothing() {
    assertEquals(0.5, AreaUnderCurve.of(FaceErrors.of(0.04, 0.04), 0.08), 1e-15);
    assertEquals(0, AreaUnderCurve.of(FaceErrors.of(0.08), 0.08));
    assertEquals(1, AreaUnderCurve.of(FaceErrors.of(0, 0), 0.08));
  }

  @Test
  void of_randomErrors_equalsTheIntegralOfTheCurve() {
    double[] errors = new double[97];
    for (int i = 0; i < errors.length; i++) {
      errors[i] = ((i * 37) % 97) / 800.0;
    }
    FaceErrors faces = FaceErrors.of(errors);
    double[] steps = faces.sorted();
    double area = 0;
    for (int i = 0; i < steps.length; i++) {
      double next = i + 1 < steps.length ? steps[i + 1] : 1;
      area += Math.max(0, Math.min(0.1, next) - Math.min(0.1, steps[i])) * (i + 1) / 97;
    }
    assertEquals(area / 0.1, AreaUnderCurve.of(faces, 0.1), 1e-14);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
  void of_impossibleThreshold_isRefused(double bad) {
    assertThrows(IllegalArgumentException.class, () -> AreaUnderCurve.of(threeFaces, bad));
  }
}
