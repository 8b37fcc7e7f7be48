package org.wingloss.evaluation.metric;

import java.util.List;
import org.wingloss.data.scheme.LandmarkScheme;

/**
 * Inter-ocular distance: between the outer eye corners. Today's tables of 300-W and WFLW use it
 * (docs/paper.md, section 7).
 */
public record InterOcular() implements EyeNormaliser {
  @Override
  public String name() {
    return "inter-ocular";
  }

  @Override
  public String formula() {
    return "distance of the outer eye corners";
  }

  @Override
  public List<Integer> left(LandmarkScheme scheme) {
    return scheme.outerEyeCorners().isEmpty() ? List.of() : scheme.outerEyeCorners().subList(0, 1);
  }

  @Override
  public List<Integer> right(LandmarkScheme scheme) {
    return scheme.outerEyeCorners().isEmpty() ? List.of() : scheme.outerEyeCorners().subList(1, 2);
  }
}
