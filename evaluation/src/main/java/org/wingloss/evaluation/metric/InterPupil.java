package org.wingloss.evaluation.metric;

import java.util.List;
import org.wingloss.data.scheme.LandmarkScheme;

/**
 * Inter-pupil distance: between the eye centres, each the mean of its eye's landmarks. The paper's
 * norm for 300-W (docs/paper.md, section 7) (A).
 */
public record InterPupil() implements EyeNormaliser {
  @Override
  public String name() {
    return "inter-pupil";
  }

  @Override
  public String formula() {
    return "distance of the eye centres (mean of each eye's landmarks)";
  }

  @Override
  public List<Integer> left(LandmarkScheme scheme) {
    return scheme.leftEye();
  }

  @Override
  public List<Integer> right(LandmarkScheme scheme) {
    return scheme.rightEye();
  }
}
