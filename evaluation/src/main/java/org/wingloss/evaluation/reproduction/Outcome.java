package org.wingloss.evaluation.reproduction;

import java.util.List;
import org.wingloss.evaluation.statistic.Interval;

/** What runs say of a claim. */
public enum Outcome {
  /** The whole interval is on the claim's side. */
  HOLDS("holds"),
  /** The whole interval is on the other side. */
  DOES_NOT_HOLD("does not hold"),
  /** The interval has both or is of one face, seeds contradict each other, or a cell is missing. */
  CANNOT_BE_SAID("cannot be said");

  private final String label;

  Outcome(String label) {
    this.label = label;
  }

  /** As reports say it. */
  public String label() {
    return label;
  }

  /**
   * The outcome of a claim that something lies below a bound.
   *
   * @param interval over the faces
   * @param faces how many they are: drawn again and again, one face is always the same
   * @param bound of the claim
   */
  static Outcome below(Interval interval, int faces, double bound) {
    if (faces < 2) {
      return CANNOT_BE_SAID;
    }
    if (interval.high() < bound) {
      return HOLDS;
    }
    return interval.low() > bound ? DOES_NOT_HOLD : CANNOT_BE_SAID;
  }

  /** This outcome, unless a seed alone says the opposite of it. */
  Outcome unlessContradicted(List<Double> bySeed, double bound) {
    boolean contradicted =
        switch (this) {
          case HOLDS -> bySeed.stream().anyMatch(value -> value >= bound);
          case DOES_NOT_HOLD -> bySeed.stream().anyMatch(value -> value <= bound);
          case CANNOT_BE_SAID -> false;
        };
    return contradicted ? CANNOT_BE_SAID : this;
  }
}
