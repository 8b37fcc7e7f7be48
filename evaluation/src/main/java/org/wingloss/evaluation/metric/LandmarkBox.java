package org.wingloss.evaluation.metric;

import java.util.Optional;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.geometry.Box;
import org.wingloss.data.scheme.LandmarkScheme;

/** √(width · height) of the tight box around the ground-truth landmarks; needs nothing else. */
public record LandmarkBox() implements Normaliser {
  @Override
  public String name() {
    return "landmark-box";
  }

  @Override
  public String formula() {
    return "√(width · height) of the tight box around the ground-truth landmarks";
  }

  @Override
  public double length(LandmarkScheme scheme, Landmarks truth, Optional<Box> box) {
    return BoxNormaliser.SIZE.length(scheme, truth, truth.span());
  }
}
