package org.wingloss.training.schedule;

import org.wingloss.data.line.SettingLine;

/**
 * The same rate throughout.
 *
 * @param rate above 0
 */
public record ConstantSchedule(double rate) implements LearningRateSchedule {
  static final String NAME = "constant";

  /** Checks the rate. */
  public ConstantSchedule {
    LearningRateSchedule.requireRate("rate", rate);
  }

  @Override
  public double rate(long step, long steps) {
    LearningRateSchedule.progress(step, steps);
    return rate;
  }

  @Override
  public String line() {
    return SettingLine.print(NAME, "rate", rate);
  }
}
