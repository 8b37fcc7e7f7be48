package org.wingloss.evaluation.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

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

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
  void of_impossibleThreshold_isRefused(double bad) {
    assertThrows(IllegalArgumentException.class, () -> FailureRate.of(threeFaces, bad));
  }
}
