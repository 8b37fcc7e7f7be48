package org.wingloss.data.augmentation;

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
              .formatted(name, plain(least), plain(most), plain(value)));
    }
  }

  /** Both in range and in order. */
  static void range(double least, double most, double smallest, double largest) {
    within("least", least, smallest, largest);
    within("most", most, smallest, largest);
    if (least > most) {
      throw new IllegalArgumentException(
          "least must be <= most but was %s > %s".formatted(plain(least), plain(most)));
    }
  }

  /** A whole number without its point: 30, 0.05. */
  static String plain(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e9
        ? Long.toString((long) value)
        : Double.toString(value);
  }
}
