package org.wingloss.training.run;

import java.util.List;
import org.wingloss.data.face.Face;
import org.wingloss.data.face.Landmarks;

/** Scores predictions; the caller brings the metric, for training knows none. */
@FunctionalInterface
public interface ValidationMetric {
  /**
   * The mean normalised error over the faces that have one.
   *
   * @param faces with their ground truth
   * @param predictions one per face, source-image pixels
   * @return percent; lower is better
   * @throws org.wingloss.data.InvalidDataException if no face has one, whatever the predictions
   */
  double nme(List<Face> faces, List<Landmarks> predictions);

  /** What the errors are divided by, as a model's card names it: {@code inter-ocular}. */
  default String norm() {
    return "norm not named";
  }
}
