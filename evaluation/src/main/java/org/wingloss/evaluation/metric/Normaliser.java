package org.wingloss.evaluation.metric;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.wingloss.data.InvalidDataException;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.geometry.Box;
import org.wingloss.data.scheme.LandmarkScheme;

/**
 * The length d by which a face's point errors are divided: NME = mean over the landmarks of ‖p̂−p‖₂
 * / d. The same predictions score very different numbers under different lengths, so none is
 * implied: every number carries the name and the formula of its normaliser.
 */
public sealed interface Normaliser permits EyeNormaliser, BoxNormaliser, LandmarkBox {
  /** The name on the command line and in every report, {@code inter-ocular}. */
  String name();

  /** The formula in words, for reports. */
  String formula();

  /** The thresholds of FR and AUC that the field's protocols use under this norm, percent. */
  default List<Double> usualThresholds() {
    return List.of(7.0);
  }

  /** Whether faces of this scheme can have such a length. */
  default boolean suits(LandmarkScheme scheme) {
    return true;
  }

  /**
   * The length in pixels of the picture; always of the ground truth, never of a prediction.
   *
   * @return a positive number, or NaN when this face has no such length: a needed landmark or the
   *     box is missing, or the two points coincide
   */
  double length(LandmarkScheme scheme, Landmarks truth, Optional<Box> box);

  /** Every normaliser, in the order of reports. */
  static List<Normaliser> all() {
    return List.of(
        new InterOcular(),
        new InterPupil(),
        BoxNormaliser.WIDTH,
        BoxNormaliser.SIZE,
        BoxNormaliser.MAX,
        BoxNormaliser.DIAGONAL,
        new LandmarkBox());
  }

  /**
   * The normaliser of a name.
   *
   * @throws InvalidDataException if there is none of that name
   */
  static Normaliser of(String name) {
    return all().stream()
        .filter(n -> n.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new InvalidDataException(
                    "no normaliser is called '%s'; known: %s"
                        .formatted(
                            name,
                            all().stream()
                                .map(Normaliser::name)
                                .collect(Collectors.joining(", ")))));
  }
}
