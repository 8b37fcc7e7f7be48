package org.wingloss.training.run;

import java.util.List;
import org.wingloss.data.crop.CropPlan;
import org.wingloss.data.face.Face;
import org.wingloss.data.face.Landmarks;

/** The mean of training shapes as the network sees them. */
final class MeanInput {
  private MeanInput() {}

  /** Every landmark's mean over the faces that have it, network pixels; else the centre. */
  static Landmarks of(List<Face> faces, CropPlan plan, int size) {
    int length = 2 * faces.get(0).landmarks().count();
    double[] sum = new double[length];
    int[] seen = new int[length];
    for (int i = 0; i < faces.size(); i++) {
      Face face = faces.get(i);
      double[] shape = face.landmarks().map(plan.networkFromImage(i, face, size)).vector();
      for (int k = 0; k < length; k++) {
        if (!Double.isNaN(shape[k])) {
          sum[k] += shape[k];
          seen[k]++;
        }
      }
    }
    for (int k = 0; k < length; k++) {
      sum[k] = seen[k] == 0 ? (size - 1) / 2.0 : sum[k] / seen[k];
    }
    return Landmarks.of(sum);
  }
}
