package org.wingloss.training.schedule;

import org.wingloss.data.line.SettingLine;

/**
 * {@code from·(to/from)^p} with p from 0 at the first step to 1 at the last: a straight line in the
 * logarithm. The paper names the two ends (P); that the way between them is log-linear and per
 * iteration is our reading (?).
 *
 * @param from the first step's rate, above 0
 * @param to the last step's rate, above 0
 */
public record LogLinearSchedule(double from, double to) implements LearningRateSchedule {
  static final String NAME = "log-linear";

  /** Checks the rates. */
  public LogLinearSchedule {
    LearningRateSchedule.requireRate("from", from);
    LearningRateSchedule.requireRate("to", to);
  }

  @Override
  public double rate(long step, long steps) {
    return from * Math.pow(to / from, LearningRateSchedule.progress(step, steps));
  }

  @Override
  public String line() {
    return SettingLine.print(NAME, "from", from, "to", to);
  }
}
