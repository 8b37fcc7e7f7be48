package org.wingloss.data.shape;

import java.util.List;
import org.wingloss.data.face.Landmarks;

/** Mean shapes. Each landmark's mean is taken over the shapes in which it is present. */
public final class MeanShape {
  private MeanShape() {}

  /**
   * The mean of the coordinates as they are (docs/paper.md, section 5, steps 1 and 3; A).
   *
   * @throws IllegalArgumentException if there are no shapes, their counts differ or a landmark is
   *     present in none
   */
  public static Landmarks of(List<Landmarks> shapes) {
    if (shapes.isEmpty()) {
      throw new IllegalArgumentException("a mean needs at least one shape");
    }
    int count = shapes.get(0).count();
    double[] sum = new double[2 * count];
    int[] present = new int[count];
    for (int n = 0; n < shapes.size(); n++) {
      Landmarks shape = shapes.get(n);
      if (shape.count() != count) {
        throw new IllegalArgumentException(
            "shape %d has %d landmarks but the first has %d".formatted(n, shape.count(), count));
      }
      for (int i = 0; i < count; i++) {
        if (shape.isPresent(i)) {
          sum[i] += shape.x(i);
          sum[count + i] += shape.y(i);
          present[i]++;
        }
      }
    }
    for (int i = 0; i < count; i++) {
      if (present[i] == 0) {
        throw new IllegalArgumentException("landmark " + i + " is present in none of the shapes");
      }
      sum[i] /= present[i];
      sum[count + i] /= present[i];
    }
    return Landmarks.of(sum);
  }

  /**
   * The mean of the shapes after each is aligned, without mirroring, to the mean so far; repeated
   * (generalised Procrustes). Its place and size are those of the shapes' raw mean, its angle that
   * of the first alignment.
   *
   * @param rounds how often, at least 1; 3 are plenty for faces
   * @throws IllegalArgumentException as {@link #of}, and if a shape cannot be aligned
   */
  public static Landmarks aligned(List<Landmarks> shapes, int rounds) {
    Landmarks raw = of(shapes);
    Landmarks mean = raw;
    for (int round = 0; round < rounds; round++) {
      Landmarks target = mean;
      Landmarks next =
          of(shapes.stream().map(s -> s.map(Procrustes.similarity(s, target))).toList());
      // Aligned shapes shrink towards their mean; undo it, else the mean shrinks with every round.
      mean = next.map(Procrustes.similarity(next, raw));
    }
    return mean;
  }
}
