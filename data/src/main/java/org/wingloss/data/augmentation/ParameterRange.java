package org.wingloss.data.augmentation;

import org.wingloss.data.line.SettingLine;

/** Ranges of parameters. */
final class ParameterRange {
  private ParameterRange() {}

  static void probability(double value) {
    within("probability", value, 0, 1);
  }

  static void within(String name, double value, double least, double most) {
    if (!(value >= least && value <= most)) {
      throw new IllegalArgumentException(
          "%s must be in %s to %s but was %s"
              .formatted(
                  name,
                  SettingLine.print(least),
                  SettingLine.print(most),
                  SettingLine.print(value)));
    }
  }

  /** Both in range and in order. */
  static void range(double least, double most, double smallest, double largest) {
    within("least", least, smallest, largest);
    within("most", most, smallest, largest);
    if (least > most) {
      throw new IllegalArgumentException(
          "least must be <= most but was %s > %s"
              .formatted(SettingLine.print(least), SettingLine.print(most)));
    }
  }
}
