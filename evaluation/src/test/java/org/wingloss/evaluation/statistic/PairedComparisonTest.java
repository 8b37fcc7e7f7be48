package org.wingloss.evaluation.statistic;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class PairedComparisonTest {
  @Test
  void of_threeFacesByHand_givesDifferenceAndResolution() {
    PairedComparison c =
        PairedComparison.of(
            new double[] {0.02, 0.04, 0.09}, new double[] {0.03, 0.06, 0.06}, Bootstrap.DEFAULT);
    assertEquals(3, c.faces());
    assertEquals(0, c.difference(), 1e-15);
    assertEquals(2.0 / 3, c.better());
    // sd(-0.01, -0.02, 0.03) = sqrt(0.0014 / 2); z's from tables: 1.959964 + 0.841621
    assertEquals(2.801585 * Math.sqrt(0.0007) / Math.sqrt(3), c.resolvable(), 1e-7);
  }

  @Test
  void of_smallSteadyGain_isFoundWherePairingHelps() {
    SplittableRandom random = new SplittableRandom(8);
    double[] a = new double[300];
    double[] b = new double[300];
    for (int i = 0; i < a.length; i++) {
      double difficulty = -Math.log(random.nextDouble());
      a[i] = difficulty + 0.02 * random.nextDouble();
      b[i] = difficulty + 0.02 * random.nextDouble() + 0.005;
    }
    PairedComparison c = PairedComparison.of(a, b, Bootstrap.DEFAULT);
    assertTrue(c.interval().high() < 0);
    assertTrue(c.wilcoxon().probability() < 1e-5);
    assertTrue(c.resolvable() < 0.005);
    // The intervals of the two means alone overlap widely.
    assertTrue(Bootstrap.DEFAULT.mean(a).high() > Bootstrap.DEFAULT.mean(b).low());
  }

  @Test
  void of_faceWithoutAnErrorInOneSet_isLeftOut() {
    PairedComparison c =
        PairedComparison.of(
            new double[] {0.02, Double.NaN, 0.04, 0.09},
            new double[] {0.03, 0.01, Double.NaN, 0.06},
            Bootstrap.DEFAULT);
    assertEquals(2, c.faces());
    assertEquals(0.01, c.difference(), 1e-15);
    assertEquals(0.5, c.better());
    assertThrows(
        IllegalArgumentException.class,
        () -> PairedComparison.of(new double[] {Double.NaN}, new double[] {1}, Bootstrap.DEFAULT));
  }

  @Test
  void of_oneFace_resolvesNothing() {
    PairedComparison c =
        PairedComparison.of(new double[] {0.02}, new double[] {0.03}, Bootstrap.DEFAULT);
    assertEquals(-0.01, c.difference(), 1e-15);
    assertTrue(Double.isNaN(c.resolvable()));
  }

  @Test
  void of_differentLengths_isRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> PairedComparison.of(new double[2], new double[3], Bootstrap.DEFAULT));
  }

  @Test
  void adjust_threeTests_followsHolm() {
    // By hand: 0.01·3, max(0.03, 0.02·2), max(0.04, 0.03·1)
    assertArrayEquals(new double[] {0.04, 0.03, 0.04}, Holm.adjust(0.03, 0.01, 0.02), 1e-15);
    assertArrayEquals(new double[] {1, 1}, Holm.adjust(0.7, 0.9), 1e-15);
    assertArrayEquals(new double[0], Holm.adjust());
  }
}
