package org.wingloss.training.schedule;

import org.wingloss.training.line.Call;

/**
 * The same rate throughout.
 *
 * @param rate above 0
 */
public record Constant(double rate) implements Schedule {
  static final String NAME = "constant";

  /** Checks the rate. */
  public Constant {
    Schedule.requireRate("rate", rate);
  }

  @Override
  public double rate(long step, long steps) {
    Schedule.progress(step, steps);
    return rate;
  }

  @Override
  public double highest() {
    return rate;
  }

  @Override
  public String line() {
    return NAME + "(rate=" + Call.format(rate) + ")";
  }
}
