package org.wingloss.training.optimiser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ExponentialMovingAverageTest {
  private static final ExponentialMovingAverage EMA = new ExponentialMovingAverage(0.99);

  @Test
  void share_warmUp_isNineTenthsAtFirstAndFalls() {
    assertEquals(9.0 / 10, EMA.share(0), 1e-15);
    assertEquals(9.0 / 11, EMA.share(1), 1e-15);
    assertEquals(9.0 / 20, EMA.share(10), 1e-15);
  }

  @Test
  void share_afterTheWarmUp_isOneMinusTheDecay() {
    // (1 + t)/(10 + t) reaches 0.99 at t = 890.
    assertTrue(EMA.share(889) > 0.01001);
    assertEquals(0.01, EMA.share(890), 1e-12);
    assertEquals(0.01, EMA.share(100_000), 1e-15);
  }

  @Test
  void isKept_decayOfZero_isFalse() {
    assertTrue(EMA.isKept());
    assertFalse(new ExponentialMovingAverage(0).isKept());
  }

  @Test
  void constructor_decayOutsideItsRange_isRefused() {
    assertThrows(IllegalArgumentException.class, () -> new ExponentialMovingAverage(1));
    assertThrows(IllegalArgumentException.class, () -> new ExponentialMovingAverage(-0.1));
    assertThrows(IllegalArgumentException.class, () -> new ExponentialMovingAverage(Double.NaN));
  }
}
