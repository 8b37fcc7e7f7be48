package org.wingloss.model.track;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class OneEuroFilterTest {
  @Test
  void next_goldenSequence_equalsTheAuthorsFormula() {
    // From the CHI 2012 paper's formulas in Python, rate 30, min cut-off 1.5, beta 0.7.
    double[] raw = {0, 1, 1, 0.5, 4, -2};
    double[] expected = {
      0,
      0.5182589190995777,
      0.7915285154509492,
      0.6521396381918275,
      3.2324618131868,
      -0.11751052589678745
    };
    OneEuroFilter filter = new OneEuroFilter(1.5, 0.7);
    for (int i = 0; i < raw.length; i++) {
      assertEquals(expected[i], filter.next(raw[i], 30, 1), 1e-12);
    }
  }

  @Test
  void next_stillValueWithNoise_tremblesLess() {
    SplittableRandom random = new SplittableRandom(1);
    OneEuroFilter filter = new OneEuroFilter(1, 0);
    double before = 0;
    double after = 0;
    for (int i = 0; i < 500; i++) {
      double raw = random.nextGaussian();
      double smooth = filter.next(raw, 30, 1);
      before += raw * raw;
      after += smooth * smooth;
    }
    assertTrue(after < before / 5, after + " should be far below " + before);
  }

  @Test
  void next_rampWithHighBeta_lagsLess() {
    OneEuroFilter calm = new OneEuroFilter(1, 0);
    OneEuroFilter alert = new OneEuroFilter(1, 5);
    double calmLag = 0;
    double alertLag = 0;
    for (int i = 0; i < 60; i++) {
      calmLag = i - calm.next(i, 30, 1);
      alertLag = i - alert.next(i, 30, 1);
    }
    assertTrue(alertLag < calmLag / 10, alertLag + " should be far below " + calmLag);
  }

  @Test
  void constructor_badNumbers_areRefused() {
    assertThrows(IllegalArgumentException.class, () -> new OneEuroFilter(0, 1));
    assertThrows(IllegalArgumentException.class, () -> new OneEuroFilter(1, -1));
    assertThrows(IllegalArgumentException.class, () -> new Smoothing(0, 1, 1));
    assertThrows(IllegalArgumentException.class, () -> new Smoothing(25, Double.NaN, 1));
  }
}
