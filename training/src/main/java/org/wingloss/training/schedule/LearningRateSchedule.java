package org.wingloss.training.schedule;

import org.wingloss.data.line.SettingLine;

/** The learning rate as a pure function of the step. */
public sealed interface LearningRateSchedule
    permits ConstantSchedule, LogLinearSchedule, CosineSchedule, StepSchedule, WarmUpSchedule {
  /**
   * The learning rate of one step.
   *
   * @param step 0 … {@code steps} − 1
   * @param steps the length of the training
   */
  double rate(long step, long steps);

  /** The one-line form that {@link #of} reads. */
  String line();

  /**
   * Reads the one-line form.
   *
   * <p>{@code constant(rate=1e-3)}, {@code log-linear(from=3e-5,to=3e-7)}, {@code
   * cosine(from=1e-3,to=1e-6)}, {@code steps(from=1e-3,factor=0.1,at=0.6-0.9)}; each takes {@code
   * warm-up=500}, the number of steps over which the rate first climbs from zero.
   *
   * @throws IllegalArgumentException if the line names no schedule or a parameter does not fit
   */
  static LearningRateSchedule of(String line) {
    SettingLine setting = SettingLine.parse(line, "cosine(from=1e-3,to=1e-6)");
    LearningRateSchedule schedule =
        switch (setting.name()) {
          case ConstantSchedule.NAME -> new ConstantSchedule(setting.number("rate"));
          case LogLinearSchedule.NAME ->
              new LogLinearSchedule(setting.number("from"), setting.number("to"));
          case CosineSchedule.NAME ->
              new CosineSchedule(setting.number("from"), setting.number("to"));
          case StepSchedule.NAME -> StepSchedule.of(setting);
          default ->
              throw new IllegalArgumentException(
                  "no schedule is called '%s'; known: %s, %s, %s, %s"
                      .formatted(
                          setting.name(),
                          ConstantSchedule.NAME,
                          LogLinearSchedule.NAME,
                          CosineSchedule.NAME,
                          StepSchedule.NAME));
        };
    int warmUp = setting.whole("warm-up", 0);
    setting.end();
    return warmUp == 0 ? schedule : new WarmUpSchedule(warmUp, schedule);
  }

  /** How far the training has come: 0 at its first step, 1 at its last. */
  static double progress(long step, long steps) {
    if (step < 0 || step >= steps) {
      throw new IllegalArgumentException(
          "step must be in 0 to %d but was %d".formatted(steps - 1, step));
    }
    return steps == 1 ? 0 : (double) step / (steps - 1);
  }

  /** Checks a rate. */
  static void requireRate(String name, double rate) {
    if (!(rate > 0) || !Double.isFinite(rate)) {
      throw new IllegalArgumentException(name + " must be > 0 but was " + rate);
    }
  }
}
