package org.wingloss.training.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleTest {
  private static final List<String> LINES =
      List.of(
          "constant(rate=0.002)",
          "log-linear(from=3e-5,to=3e-7)",
          "cosine(from=0.001,to=1e-6)",
          "steps(from=0.5,factor=0.1,at=0.6-0.9)",
          "cosine(from=0.001,to=1e-6,warm-up=7)");

  static Stream<String> lines() {
    return LINES.stream();
  }

  @Test
  void lines_familyOfSchedules_coverEveryMember() {
    Set<Class<?>> covered =
        LINES.stream()
            .map(LearningRateSchedule::of)
            .map(Object::getClass)
            .collect(Collectors.toSet());
    assertEquals(
        Set.copyOf(Arrays.asList(LearningRateSchedule.class.getPermittedSubclasses())), covered);
  }

  @ParameterizedTest
  @MethodSource("lines")
  void line_readAgain_isTheSameSchedule(String line) {
    LearningRateSchedule schedule = LearningRateSchedule.of(line);
    assertEquals(schedule, LearningRateSchedule.of(schedule.line()));
  }

  @ParameterizedTest
  @MethodSource("lines")
  void rate_everyStep_isPositive(String line) {
    LearningRateSchedule schedule = LearningRateSchedule.of(line);
    for (int steps : new int[] {1, 2, 5, 7, 8, 100}) {
      for (int step = 0; step < steps; step++) {
        assertTrue(schedule.rate(step, steps) > 0, line + " at " + step + " of " + steps);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("lines")
  void rate_stepOutsideTheTraining_isRefused(String line) {
    LearningRateSchedule schedule = LearningRateSchedule.of(line);
    assertThrows(IllegalArgumentException.class, () -> schedule.rate(10, 10));
    assertThrows(IllegalArgumentException.class, () -> schedule.rate(-1, 10));
  }

  @Test
  void logLinear_endsAndMiddle_areTheGeometricSequence() {
    LearningRateSchedule schedule = LearningRateSchedule.of("log-linear(from=3e-5,to=3e-7)");
    assertEquals(3e-5, schedule.rate(0, 101), 1e-18);
    assertEquals(3e-6, schedule.rate(50, 101), 1e-18);
    assertEquals(3e-7, schedule.rate(100, 101), 1e-18);
  }

  @Test
  void cosine_quarterOfTheWay_followsTheFormula() {
    LearningRateSchedule schedule = LearningRateSchedule.of("cosine(from=3,to=1)");
    assertEquals(3, schedule.rate(0, 5), 1e-12);
    assertEquals(1 + (1 + Math.sqrt(0.5)), schedule.rate(1, 5), 1e-12);
    assertEquals(2, schedule.rate(2, 5), 1e-12);
    assertEquals(1, schedule.rate(4, 5), 1e-12);
  }

  @Test
  void steps_eachShare_multipliesOnce() {
    LearningRateSchedule schedule = LearningRateSchedule.of("steps(from=1,factor=0.5,at=0.6-0.9)");
    assertEquals(1, schedule.rate(59, 100));
    assertEquals(0.5, schedule.rate(60, 100));
    assertEquals(0.5, schedule.rate(89, 100));
    assertEquals(0.25, schedule.rate(90, 100));
  }

  @Test
  void warmUp_climb_isStraightAndThenTheScheduleBegins() {
    LearningRateSchedule schedule = LearningRateSchedule.of("cosine(from=4,to=1,warm-up=3)");
    assertEquals(1, schedule.rate(0, 10), 1e-12);
    assertEquals(2, schedule.rate(1, 10), 1e-12);
    assertEquals(3, schedule.rate(2, 10), 1e-12);
    assertEquals(4, schedule.rate(3, 10), 1e-12);
    assertEquals(1, schedule.rate(9, 10), 1e-12);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "linear(from=1,to=0.1)",
        "cosine(from=1)",
        "cosine(from=1,to=0)",
        "cosine(from=1,to=0.1,factor=3)",
        "cosine(from=1,from=2,to=0.1)",
        "cosine(from=one,to=0.1)",
        "cosine(from=NaN,to=0.1)",
        "cosine(from=1,to=0.1,warm-up=2.5)",
        "cosine(from=1,to=0.1,warm-up=-1)",
        "steps(from=1,factor=1,at=0.5)",
        "steps(from=1,factor=0.1,at=0.9-0.5)",
        "steps(from=1,factor=0.1)",
        "cosine from 1 to 2"
      })
  void of_badLine_isRefused(String line) {
    assertThrows(IllegalArgumentException.class, () -> LearningRateSchedule.of(line));
  }
}
