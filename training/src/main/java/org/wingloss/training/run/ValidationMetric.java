package org.wingloss.training.run;

import java.util.List;
import org.wingloss.data.InvalidDataException;
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
   * @throws InvalidDataException if no face has one, whatever the predictions
   */
  double nme(List<Face> faces, List<Landmarks> predictions);

  /** The error of one face, percent; NaN where it has none. */
  default double nme(Face face, Landmarks prediction) {
    try {
      return nme(List.of(face), List.of(prediction));
    } catch (InvalidDataException e) {
      return Double.NaN;
    }
  }

  /** What the errors are divided by, as a model's card names it: {@code inter-ocular}. */
  default String norm() {
    return "norm not named";
  }
}
