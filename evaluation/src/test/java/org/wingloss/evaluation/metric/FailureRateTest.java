package org.wingloss.evaluation.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FailureRateTest {
  private final FaceErrors threeFaces = FaceErrors.of(0.02, 0.10, 0.06);

  @Test
  void of_errorOnTheThreshold_isNoFailure() {
    assertEquals(1.0 / 3, FailureRate.of(threeFaces, 0.06), 1e-15);
    assertEquals(2.0 / 3, FailureRate.of(threeFaces, 0.0599), 1e-15);
    assertEquals(0, FailureRate.of(threeFaces, 0.5));
  }

  @Test
  void of_anyNumberOfFailures_isTheirExactShare() {
    for (int faces = 1; faces <= 200; faces++) {
      for (int failures = 0; failures <= faces; failures++) {
        double[] errors = new double[faces];
        Arrays.fill(errors, 0, failures, 0.09);
        double expected = (double) failures / faces;
        assertEquals(expected, FailureRate.of(FaceErrors.of(errors), 0.08));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
  void of_impossibleThreshold_isRefused(double bad) {
    assertThrows(IllegalArgumentException.class, () -> FailureRate.of(threeFaces, bad));
  }
}
