package org.wingloss.training.loop;

/** How the validation faces are judged; the loop does not know by which metric. */
@FunctionalInterface
public interface Validation {
  /**
   * Judges the network as it stands.
   *
   * @param network predicts batches
   * @return the mean normalised error in percent; lower is better
   */
  double nme(Network network);

  /** A network as inference sees it. */
  @FunctionalInterface
  interface Network {
    /**
     * Predicts the landmarks of a batch.
     *
     * @return N rows {@code [x1..xL, y1..yL]}, network pixels
     */
    float[] predict(org.wingloss.data.batch.Batch batch);
  }
}
