package org.wingloss.evaluation.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

final class NormalisedMeanErrorTest {
  private final FaceErrors threeFaces = FaceErrors.of(0.02, 0.10, 0.06);

  @Test
  void of_threeFaces_isTheirMean() {
    assertEquals(0.06, NormalisedMeanError.of(threeFaces), 1e-15);
  }
}
