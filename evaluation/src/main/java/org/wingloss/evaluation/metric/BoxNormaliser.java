package org.wingloss.evaluation.metric;

import java.util.Optional;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.geometry.Box;
import org.wingloss.data.scheme.LandmarkScheme;

/** A length of the face box that comes with the annotations; a detector's box is another norm. */
public sealed interface BoxNormaliser extends Normaliser
    permits BoxWidth, BoxSize, BoxMax, BoxDiagonal {
  /** The length in pixels, above 0. */
  double length(Box box);

  @Override
  default boolean needsBox() {
    return true;
  }

  @Override
  default double length(LandmarkScheme scheme, Landmarks truth, Optional<Box> box) {
    return box.isPresent() ? length(box.get()) : Double.NaN;
  }
}
