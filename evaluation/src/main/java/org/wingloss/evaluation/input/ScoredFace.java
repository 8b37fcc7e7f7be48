package org.wingloss.evaluation.input;

import java.nio.file.Path;
import java.util.Collections;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import org.wingloss.data.face.Face;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.geometry.Box;

/**
 * A face as scoring sees it, from a truth file or from a prediction file.
 *
 * @param id by which truth and predictions are matched, exactly
 * @param landmarks source-image pixels, 0-based
 * @param box the supplied face box, needed by the box norms only
 * @param subsets the subsets to which the face belongs (of the truth; ignored in predictions)
 * @param image the picture, for drawing
 * @param yaw the head's yaw in degrees where it is known
 */
public record ScoredFace(
    String id,
    Landmarks landmarks,
    Optional<Box> box,
    Set<String> subsets,
    Optional<Path> image,
    OptionalDouble yaw) {
  /** Checks the id and copies the set, sorted. */
  public ScoredFace {
    if (id.isBlank()) {
      throw new IllegalArgumentException("id must not be blank");
    }
    subsets = subsets.isEmpty() ? Set.of() : Collections.unmodifiableSet(new TreeSet<>(subsets));
  }

  /** A face of which only the points are known. */
  public static ScoredFace of(String id, Landmarks landmarks) {
    return new ScoredFace(
        id, landmarks, Optional.empty(), Set.of(), Optional.empty(), OptionalDouble.empty());
  }

  /** A face of a data set. */
  public static ScoredFace of(Face annotation) {
    return new ScoredFace(
        annotation.id(),
        annotation.landmarks(),
        annotation.box(),
        annotation.subsets(),
        Optional.of(annotation.image()),
        OptionalDouble.empty());
  }
}
