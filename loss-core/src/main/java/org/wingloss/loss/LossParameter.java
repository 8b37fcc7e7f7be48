package org.wingloss.loss;

/** The rules that parameters share. */
final class LossParameter {
  private LossParameter() {}

  static void positive(String name, double value) {
    if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "%s must be > 0 and finite but was %s".formatted(name, value));
    }
  }
}
