package org.wingloss.evaluation.reproduction;

/** How an own number stands to the published one. */
public enum Verdict {
  /** They differ by at most the tolerance. */
  WITHIN("within"),
  /** Ours is lower by more than the tolerance. */
  BETTER("better"),
  /** Ours is higher by more than the tolerance. */
  WORSE("worse"),
  /** Other faces, another norm or other settings: the difference means nothing. */
  NOT_COMPARABLE("not comparable");

  /**
   * The largest difference that counts as the same, a share of the published number. Ours: a third
   * of the step from L1 to Wing in Table 1 (2.00 to 1.88).
   */
  public static final double TOLERANCE = 0.02;

  private final String label;

  Verdict(String label) {
    this.label = label;
  }

  /** As reports say it. */
  public String label() {
    return label;
  }

  /**
   * Compares two comparable numbers.
   *
   * @param ours in percent
   * @param paper in percent, above 0
   */
  static Verdict of(double ours, double paper) {
    // A hair of room, so that a number printed as exactly on the edge lies within.
    if (Math.abs(ours - paper) <= TOLERANCE * paper + 1e-9) {
      return WITHIN;
    }
    return ours < paper ? BETTER : WORSE;
  }
}
