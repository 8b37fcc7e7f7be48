package org.wingloss.training.schedule;

/**
 * Climbs in a straight line from zero, then follows another schedule over the steps that are left.
 * A training that is shorter than its warm-up only climbs.
 *
 * @param length the number of steps of the climb, at least 1
 * @param then what follows; not itself a warm-up
 */
public record WarmUpSchedule(int length, LearningRateSchedule then)
    implements LearningRateSchedule {
  /** Checks the length. */
  public WarmUpSchedule {
    if (length < 1) {
      throw new IllegalArgumentException("warm-up must be >= 1 but was " + length);
    }
    if (then instanceof WarmUpSchedule) {
      throw new IllegalArgumentException("a warm-up must not follow a warm-up");
    }
  }

  @Override
  public double rate(long step, long steps) {
    LearningRateSchedule.progress(step, steps);
    if (step < length) {
      return then.rate(0, Math.max(1, steps - length)) * (step + 1) / (length + 1);
    }
    return then.rate(step - length, steps - length);
  }

  @Override
  public String line() {
    String line = then.line();
    return line.substring(0, line.length() - 1) + ",warm-up=" + length + ")";
  }
}
