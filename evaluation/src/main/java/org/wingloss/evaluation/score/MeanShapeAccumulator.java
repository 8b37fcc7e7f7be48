package org.wingloss.evaluation.score;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Optional;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.geometry.Box;
import org.wingloss.evaluation.statistic.ExactSums;

/**
 * The mean of the ground-truth shapes, each moved to the origin and divided by the size of its
 * tight box, √(w·h): the face on which reports draw the error per landmark. Faces that lack a
 * landmark are left out.
 */
final class MeanShapeAccumulator {
  private final ExactSums sums;
  private long faces;

  MeanShapeAccumulator(int landmarks) {
    sums = new ExactSums(2 * landmarks);
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
      sums.add(i, (truth.x(i) - box.centreX()) / size);
      sums.add(count + i, (truth.y(i) - box.centreY()) / size);
    }
    faces++;
  }

  void addAll(MeanShapeAccumulator other) {
    sums.addAll(other.sums);
    faces += other.faces;
  }

  void write(DataOutput out) throws IOException {
    sums.write(out);
    out.writeLong(faces);
  }

  void read(DataInput in) throws IOException {
    sums.read(in);
    faces = in.readLong();
  }

  /** The mean shape, about ±0.5; all zero when no face was complete. */
  Landmarks shape() {
    double[] mean = new double[sums.count()];
    for (int i = 0; i < mean.length; i++) {
      mean[i] = faces == 0 ? 0 : sums.sum(i) / faces;
    }
    return Landmarks.of(mean);
  }

  boolean isKnown() {
    return faces > 0;
  }
}
