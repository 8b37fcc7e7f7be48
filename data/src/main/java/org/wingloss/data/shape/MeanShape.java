package org.wingloss.data.shape;

import java.util.List;
import org.wingloss.data.face.Landmarks;

/** The mean shape. Each landmark's mean is taken over the shapes in which it is present. */
public final class MeanShape {
  private MeanShape() {}

  /**
   * The mean of the coordinates as they are (docs/paper.md, section 5, steps 1 and 3; A).
   *
   * @throws IllegalArgumentException if there are no shapes, their counts differ or a landmark is
   *     present in none
   */
  public static Landmarks of(List<Landmarks> shapes) {
    return of(shapes, Double.NaN);
  }

  /**
   * The mean of the coordinates as they are, with a place for landmarks that are in no shape.
   *
   * @param absent their x and y; NaN to refuse them
   * @throws IllegalArgumentException as {@link #of(List)}
   */
  public static Landmarks of(List<Landmarks> shapes, double absent) {
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
      if (present[i] == 0 && Double.isNaN(absent)) {
        throw new IllegalArgumentException("landmark " + i + " is present in none of the shapes");
      }
      sum[i] = present[i] == 0 ? absent : sum[i] / present[i];
      sum[count + i] = present[i] == 0 ? absent : sum[count + i] / present[i];
    }
    return Landmarks.of(sum);
  }
}
