package org.wingloss.evaluation.score;

import java.util.Optional;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.geometry.Box;

/**
 * The mean of the ground-truth shapes, each moved to the origin and divided by the size of its
 * tight box, √(w·h): the face on which reports draw the error per landmark. Faces that lack a
 * landmark are left out.
 */
final class MeanShapeAccumulator {
  private final double[] sum;
  private long faces;

  MeanShapeAccumulator(int landmarks) {
    sum = new double[2 * landmarks];
  }

  void add(Landmarks truth) {
    if (!truth.isComplete()) {
      return;
    }
    Optional<Box> tight = truth.span();
    if (tight.isEmpty()) {
      return;
    }
    Box box = tight.get();
    int count = truth.count();
    double size = Math.sqrt(box.width() * box.height());
    for (int i = 0; i < count; i++) {
      sum[i] += (truth.x(i) - box.centreX()) / size;
      sum[count + i] += (truth.y(i) - box.centreY()) / size;
    }
    faces++;
  }

  void addAll(MeanShapeAccumulator other) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += other.sum[i];
    }
    faces += other.faces;
  }

  /** The mean shape, about ±0.5; all zero when no face was complete. */
  Landmarks shape() {
    double[] mean = new double[sum.length];
    for (int i = 0; i < mean.length; i++) {
      mean[i] = faces == 0 ? 0 : sum[i] / faces;
    }
    return Landmarks.of(mean);
  }

  boolean isKnown() {
    return faces > 0;
  }
}
