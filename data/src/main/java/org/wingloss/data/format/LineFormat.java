package org.wingloss.data.format;

import org.wingloss.data.face.Face;

/**
 * A text format with one face a line, so that faces can be read in any order and by several
 * threads. Implementations keep no state between lines.
 */
public sealed interface LineFormat permits JsonLines, FaceCsv {
  /** How many lines at the head of the file hold no face. */
  int headerLines();

  /**
   * The id of a line's face.
   *
   * @throws org.wingloss.data.InvalidDataException if there is none, or it is not UTF-8
   */
  String id(LineBytes line);

  /**
   * Whether a line of predictions has no face but an {@code error}: what {@code spark predict} says
   * of a picture that it could not use. Such a face has no prediction.
   *
   * @throws org.wingloss.data.InvalidDataException if the line does not fit the format
   */
  boolean tellsFailure(LineBytes line);

  /**
   * The face of a line.
   *
   * @throws org.wingloss.data.InvalidDataException if the line does not fit the format
   */
  Face face(LineBytes line);
}
