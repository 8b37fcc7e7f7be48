package org.wingloss.data.face;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.wingloss.data.geometry.Box;

/**
 * One marked face of a data set, in the coordinates of its picture as stored (before any EXIF
 * rotation is undone, see the reader's documentation).
 *
 * @param id unique in its data set: the picture's path relative to the data folder with {@code /}
 *     ({@code afw/134212_1.jpg}), with {@code #2}, {@code #3} … for further faces of one picture
 * @param image the picture
 * @param landmarks the truth, source-image pixels
 * @param box the box that the data set supplies, if it supplies one
 * @param subsets the names of the subsets to which the face belongs ({@code common}, {@code pose}
 *     …)
 */
public record Face(
    String id, Path image, Landmarks landmarks, Optional<Box> box, Set<String> subsets) {
  /** Checks the id and copies the set, sorted. */
  public Face {
    if (id.isBlank()) {
      throw new IllegalArgumentException("id must not be blank");
    }
    subsets = java.util.Collections.unmodifiableSet(new TreeSet<>(subsets));
  }

  /** The same face with a box. */
  public Face withBox(Box newBox) {
    return new Face(id, image, landmarks, Optional.of(newBox), subsets);
  }

  /** The supplied box, else the box around the landmarks. */
  public Box boxOrBounds() {
    return box.orElseGet(landmarks::bounds);
  }
}
