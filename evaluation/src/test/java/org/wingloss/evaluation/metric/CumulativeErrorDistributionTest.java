package org.wingloss.evaluation.metric;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

final class CumulativeErrorDistributionTest {
  private final FaceErrors threeFaces = FaceErrors.of(0.02, 0.10, 0.06);

  @Test
  void curve_threeFaces_stepsAtTheErrors() {
    assertArrayEquals(
        new double[] {0, 1.0 / 3, 1.0 / 3, 2.0 / 3, 2.0 / 3, 1},
        CumulativeErrorDistribution.curve(threeFaces, 0.10, 5),
        1e-15);
  }

  @Test
  void quantile_betweenFaces_interpolates() {
    // numpy.quantile([0.02, 0.06, 0.10], [0.9, 0.95, 0.25]) = 0.092, 0.096, 0.04
    assertEquals(0.092, CumulativeErrorDistribution.quantile(threeFaces, 0.9), 1e-15);
    assertEquals(0.096, CumulativeErrorDistribution.quantile(threeFaces, 0.95), 1e-15);
    assertEquals(0.04, CumulativeErrorDistribution.quantile(threeFaces, 0.25), 1e-15);
    assertEquals(0.02, CumulativeErrorDistribution.quantile(threeFaces, 0));
    assertEquals(0.10, CumulativeErrorDistribution.quantile(threeFaces, 1));
  }
}
