package org.wingloss.data.synthetic;

/** Where a landmark lies on the head; every landmark of every scheme is one of these. */
sealed interface Place {
  /** A point of the mesh. */
  record OnMesh(Anchor anchor) implements Place {}

  /** The middle between two points of the mesh. */
  record Between(Anchor first, Anchor second) implements Place {}

  /** A point of the jaw, which slides to the outline where the head turns away. */
  record OnJaw(double t) implements Place {}

  /**
   * The middle of a pupil.
   *
   * @param side −1 for the eye on the picture's left, 1 for the other
   */
  record Pupil(int side) implements Place {}
}
