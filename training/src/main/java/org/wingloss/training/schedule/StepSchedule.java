package org.wingloss.training.schedule;

import java.util.List;
import org.wingloss.data.line.SettingLine;

/**
 * A staircase: the rate is multiplied by {@code factor} at each of the given shares of the
 * training.
 *
 * @param from the first step's rate, above 0
 * @param factor above 0, below 1
 * @param at ascending shares of the training, each above 0 and below 1
 */
public record StepSchedule(double from, double factor, List<Double> at)
    implements LearningRateSchedule {
  static final String NAME = "steps";

  /** Checks and copies. */
  public StepSchedule {
    LearningRateSchedule.requireRate("from", from);
    if (!(factor > 0 && factor < 1)) {
      throw new IllegalArgumentException("factor must be > 0 and < 1 but was " + factor);
    }
    at = List.copyOf(at);
    double before = 0;
    for (double share : at) {
      if (!(share > before && share < 1)) {
        throw new IllegalArgumentException(
            "at must be ascending shares between 0 and 1 but was " + at);
      }
      before = share;
    }
    if (at.isEmpty()) {
      throw new IllegalArgumentException("at must name at least one share of the training");
    }
  }

  static StepSchedule of(SettingLine setting) {
    return new StepSchedule(
        setting.number("from"), setting.number("factor"), setting.numbers("at"));
  }

  @Override
  public double rate(long step, long steps) {
    LearningRateSchedule.progress(step, steps);
    double rate = from;
    for (double share : at) {
      rate *= step >= share * steps ? factor : 1;
    }
    return rate;
  }

  @Override
  public String line() {
    return SettingLine.print(NAME, "from", from, "factor", factor, "at", at);
  }
}
