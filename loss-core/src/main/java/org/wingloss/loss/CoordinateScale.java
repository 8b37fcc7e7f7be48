package org.wingloss.loss;

/** The unit in which targets, and so errors, are given to a loss. */
public enum CoordinateScale {
  /** Pixels of the network input, as in the paper (A). */
  PIXELS("pixels"),
  /** The input's side is 1. */
  ZERO_TO_ONE("0..1"),
  /** The input's side is 2. */
  MINUS_ONE_TO_ONE("-1..1");

  private final String name;

  CoordinateScale(String name) {
    this.name = name;
  }

  /**
   * Reads {@code pixels}, {@code 0..1} or {@code -1..1}.
   *
   * @throws IllegalArgumentException for any other name
   */
  public static CoordinateScale parse(String name) {
    for (CoordinateScale scale : values()) {
      if (scale.name.equals(name)) {
        return scale;
      }
    }
    throw new IllegalArgumentException(
        "coordinates are pixels, 0..1 or -1..1 but were '%s'".formatted(name));
  }

  /** How many pixels of the input one unit is. */
  public double pixelsPerUnit(int inputSize) {
    return switch (this) {
      case PIXELS -> 1;
      case ZERO_TO_ONE -> inputSize;
      case MINUS_ONE_TO_ONE -> inputSize / 2.0;
    };
  }

  /** {@code pixels}, {@code 0..1} or {@code -1..1}. */
  @Override
  public String toString() {
    return name;
  }
}
