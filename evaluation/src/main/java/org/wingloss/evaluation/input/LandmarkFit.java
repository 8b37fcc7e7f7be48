package org.wingloss.evaluation.input;

import java.util.Optional;
import java.util.function.Supplier;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.face.Face;
import org.wingloss.data.scheme.LandmarkScheme;

/**
 * How faces fit a scheme: they have its landmarks, or those of which its own are a part, as the
 * inner 51 are of 68.
 *
 * @param scheme of the landmarks that are wanted
 * @param whole how many landmarks the whole has, where the scheme is a part
 */
public record LandmarkFit(LandmarkScheme scheme, Optional<Integer> whole) {
  /** The fit of a scheme. */
  public static LandmarkFit of(LandmarkScheme scheme) {
    return new LandmarkFit(scheme, scheme.whole().map(LandmarkScheme::count));
  }

  /** The face with the scheme's landmarks alone if it has the whole; else as it is. */
  public Face part(Face face) {
    return whole.isPresent() && face.landmarks().count() == whole.get()
        ? face.withLandmarks(scheme.ofWhole(face.landmarks()))
        : face;
  }

  /**
   * Refuses a face of another number of landmarks.
   *
   * @param where the face stands, for the message
   */
  public void require(Face face, Supplier<String> where) {
    if (face.landmarks().count() != scheme.count()) {
      throw new InvalidDataException(
          "%s: the face '%s' must have %d landmarks (scheme %s) but has %d"
              .formatted(
                  where.get(), face.id(), scheme.count(), scheme.name(), face.landmarks().count()));
    }
  }
}
