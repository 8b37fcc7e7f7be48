package org.wingloss.training.run;

import java.util.List;
import org.wingloss.data.face.Face;
import org.wingloss.data.face.Landmarks;

/** Scores predictions; the caller brings the metric, for training knows none. */
@FunctionalInterface
public interface ValidationMetric {
  /**
   * The mean normalised error.
   *
   * @param faces the truth
   * @param predictions one per face, source-image pixels
   * @return percent; lower is better
   */
  double nme(List<Face> faces, List<Landmarks> predictions);

  /** What the errors are divided by, as a model's card names it: {@code inter-ocular}. */
  default String norm() {
    return "norm not named";
  }
}
