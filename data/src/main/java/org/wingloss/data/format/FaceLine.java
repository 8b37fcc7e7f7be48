package org.wingloss.data.format;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.wingloss.data.face.Face;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.geometry.Box;

/**
 * One line of the neutral {@linkplain JsonLines JSON Lines} file: a face's truth, a prediction, or
 * a box.
 *
 * @param id names the face across files
 * @param image the picture as written in the file, if it is there
 * @param landmarks source-image pixels, if they are there
 * @param box source-image pixels, if it is there
 * @param subsets names, may be empty
 */
public record FaceLine(
    String id,
    Optional<String> image,
    Optional<Landmarks> landmarks,
    Optional<Box> box,
    Set<String> subsets) {
  /** Checks the id and copies the set, sorted. */
  public FaceLine {
    if (id.isBlank()) {
      throw new IllegalArgumentException("id must not be blank");
    }
    subsets = java.util.Collections.unmodifiableSet(new TreeSet<>(subsets));
  }

  /** The line of a face of a data set; its picture is named by {@code image}. */
  public static FaceLine of(Face face, String image) {
    return new FaceLine(
        face.id(), Optional.of(image), Optional.of(face.landmarks()), face.box(), face.subsets());
  }
}
