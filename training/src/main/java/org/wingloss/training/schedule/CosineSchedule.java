package org.wingloss.training.schedule;

import org.wingloss.data.line.SettingLine;

/**
 * {@code to + (from − to)·(1 + cos πp)/2} with p from 0 at the first step to 1 at the last
 * (Loshchilov and Hutter, 2017, equation 5, without restarts). Not the paper's; for short runs.
 *
 * @param from the first step's rate, above 0
 * @param to the last step's rate, above 0
 */
public record CosineSchedule(double from, double to) implements LearningRateSchedule {
  static final String NAME = "cosine";

  /** Checks the rates. */
  public CosineSchedule {
    LearningRateSchedule.requireRate("from", from);
    LearningRateSchedule.requireRate("to", to);
  }

  @Override
  public double rate(long step, long steps) {
    double p = LearningRateSchedule.progress(step, steps);
    return to + (from - to) * (1 + Math.cos(Math.PI * p)) / 2;
  }

  @Override
  public String line() {
    return SettingLine.print(NAME, "from", from, "to", to);
  }
}
