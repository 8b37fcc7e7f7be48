package org.wingloss.evaluation.metric;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CumulativeErrorDistributionTest {
  private final CumulativeErrorDistribution threeFaces =
      CumulativeErrorDistribution.of(0.02, 0.10, 0.06);

  @Test
  void nme_threeFaces_isTheirMean() {
    assertEquals(0.06, threeFaces.nme(), 1e-15);
  }

  @Test
  void areaUnderCurve_threeFaces_isTheAreaOfTheSteps() {
    // By hand, t = 0.08: the CED is 0 below 0.02, 1/3 up to 0.06, 2/3 up to 0.08.
    double area = (0.06 - 0.02) / 3 + (0.08 - 0.06) * 2 / 3;
    assertEquals(area / 0.08, threeFaces.areaUnderCurve(0.08), 1e-15);
  }

  @Test
  void areaUnderCurve_errorOnTheThreshold_addsNothing() {
    assertEquals(0.5, CumulativeErrorDistribution.of(0.04, 0.04).areaUnderCurve(0.08), 1e-15);
    assertEquals(0, CumulativeErrorDistribution.of(0.08).areaUnderCurve(0.08));
    assertEquals(1, CumulativeErrorDistribution.of(0, 0).areaUnderCurve(0.08));
  }

  @Test
  void areaUnderCurve_randomErrors_equalsTheIntegralOfTheCurve() {
    double[] errors = new double[97];
    for (int i = 0; i < errors.length; i++) {
      errors[i] = ((i * 37) % 97) / 800.0;
    }
    CumulativeErrorDistribution faces = CumulativeErrorDistribution.of(errors);
    double[] steps = faces.sorted();
    double area = 0;
    for (int i = 0; i < steps.length; i++) {
      double next = i + 1 < steps.length ? steps[i + 1] : 1;
      area += Math.max(0, Math.min(0.1, next) - Math.min(0.1, steps[i])) * (i + 1) / 97;
    }
    assertEquals(area / 0.1, faces.areaUnderCurve(0.1), 1e-14);
  }

  @Test
  void failureRate_errorOnTheThreshold_isNoFailure() {
    assertEquals(1.0 / 3, threeFaces.failureRate(0.06), 1e-15);
    assertEquals(2.0 / 3, threeFaces.failureRate(0.0599), 1e-15);
    assertEquals(0, threeFaces.failureRate(0.5));
  }

  @Test
  void curve_threeFaces_stepsAtTheErrors() {
    assertArrayEquals(
        new double[] {0, 1.0 / 3, 1.0 / 3, 2.0 / 3, 2.0 / 3, 1}, threeFaces.curve(0.10, 5), 1e-15);
  }

  @Test
  void quantile_betweenFaces_interpolates() {
    // numpy.quantile([0.02, 0.06, 0.10], [0.9, 0.95, 0.25]) = 0.092, 0.096, 0.04
    assertEquals(0.092, threeFaces.quantile(0.9), 1e-15);
    assertEquals(0.096, threeFaces.quantile(0.95), 1e-15);
    assertEquals(0.04, threeFaces.quantile(0.25), 1e-15);
    assertEquals(0.02, threeFaces.quantile(0));
    assertEquals(0.10, threeFaces.quantile(1));
  }

  @Test
  void values_changedOutside_stayInside() {
    double[] given = {0.1, 0.2};
    CumulativeErrorDistribution faces = CumulativeErrorDistribution.of(given);
    given[0] = 9;
    faces.values()[1] = 9;
    faces.sorted()[1] = 9;
    assertEquals(0.15, faces.nme(), 1e-15);
    assertEquals(0.2, faces.quantile(1));
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, Double.NaN, Double.POSITIVE_INFINITY})
  void of_impossibleError_isRefused(double bad) {
    assertThrows(IllegalArgumentException.class, () -> CumulativeErrorDistribution.of(0.1, bad));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
  void failureRate_impossibleThreshold_isRefused(double bad) {
    assertThrows(IllegalArgumentException.class, () -> threeFaces.failureRate(bad));
    assertThrows(IllegalArgumentException.class, () -> threeFaces.areaUnderCurve(bad));
  }
}
