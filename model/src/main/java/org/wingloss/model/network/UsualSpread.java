package org.wingloss.model.network;

/**
 * How far the predictions of a model for several views of one face differ. Where there is no face
 * they differ by far more: no view tells the network where the landmarks are.
 *
 * @param limit the largest mean distance of the predictions from their average that is usual, as a
 *     share of the longer side of the box around the average
 */
public record UsualSpread(double limit) {
  /** Checks the limit. */
  public UsualSpread {
    if (!(limit > 0)) {
      throw new IllegalArgumentException("a usual spread must be > 0 but was " + limit);
    }
  }
}
