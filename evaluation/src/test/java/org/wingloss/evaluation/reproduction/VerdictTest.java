package org.wingloss.evaluation.reproduction;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wingloss.evaluation.statistic.Interval;

class VerdictTest {
  /** 2 % of 2.00 are 0.04. */
  @ParameterizedTest
  @CsvSource({
    "2.00, WITHIN",
    "2.04, WITHIN",
    "2.05, WORSE",
    "1.96, WITHIN",
    "1.95, BETTER",
    "9, WORSE"
  })
  void of_aroundTheTolerance_tellsTheSide(double ours, Verdict expected) {
    assertEquals(expected, Verdict.of(ours, 2.00));
  }

  @Test
  void below_intervalAndBound_tellsTheSide() {
    assertEquals(Outcome.HOLDS, Outcome.below(new Interval(-3, -1), 2, 0));
    assertEquals(Outcome.CANNOT_BE_SAID, Outcome.below(new Interval(-3, 0), 2, 0));
    assertEquals(Outcome.CANNOT_BE_SAID, Outcome.below(new Interval(-1, 1), 2, 0));
    assertEquals(Outcome.DOES_NOT_HOLD, Outcome.below(new Interval(1, 3), 2, 0));
    assertEquals(Outcome.HOLDS, Outcome.below(new Interval(1, 3), 2, 4));
  }

  @Test
  void below_intervalOfOneFace_cannotBeSaid() {
    assertEquals(Outcome.CANNOT_BE_SAID, Outcome.below(new Interval(-1, -1), 1, 0));
    assertEquals(Outcome.CANNOT_BE_SAID, Outcome.below(new Interval(1, 1), 1, 0));
  }
}
