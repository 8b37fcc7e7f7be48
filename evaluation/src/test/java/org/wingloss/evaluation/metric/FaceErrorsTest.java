package org.wingloss.evaluation.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FaceErrorsTest {
  @Test
  void values_changedOutside_stayInside() {
    double[] given = {0.1, 0.2};
    FaceErrors faces = FaceErrors.of(given);
    given[0] = 9;
    faces.sorted()[1] = 9;
    assertEquals(0.15, NormalisedMeanError.of(faces), 1e-15);
    assertEquals(0.2, CumulativeErrorDistribution.quantile(faces, 1));
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, Double.NaN, Double.POSITIVE_INFINITY})
  void of_impossibleError_isRefused(double bad) {
    assertThrows(IllegalArgumentException.class, () -> FaceErrors.of(0.1, bad));
  }
}
