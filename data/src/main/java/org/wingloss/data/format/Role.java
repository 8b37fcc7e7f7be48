package org.wingloss.data.format;

/** What a file of faces is read as. Only the rules for values that cannot be used depend on it. */
public enum Role {
  /** A coordinate that is not finite is an error, and so is an unknown key of JSON Lines. */
  GROUND_TRUTH,
  /**
   * A coordinate that is not finite is a landmark that was not found; it is {@linkplain
   * org.wingloss.data.face.Visibility#MISSING missing}. Keys that other tools add are passed over,
   * and a third number of a COCO keypoint is a score, not a visibility.
   */
  PREDICTIONS
}
