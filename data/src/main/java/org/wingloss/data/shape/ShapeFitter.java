package org.wingloss.data.shape;

import java.util.Set;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.face.Visibility;
import org.wingloss.data.geometry.AffineMap;

/**
 * Fits the leading modes of a shape model to shapes anywhere and of any size.
 *
 * @param model of aligned shapes
 * @param modes how many of its modes are fitted, where it has as many
 */
record ShapeFitter(ShapeModel model, int modes) {
  /** The largest coefficient, in standard deviations; rare poses reach 5. */
  private static final double LARGEST = 6;

  /**
   * Fits the model to some landmarks of a shape that can be judged.
   *
   * @param without landmarks that say nothing; how far they lie from where the others expect them
   *     is told all the same
   */
  ShapeFit fit(Landmarks shape, Set<Integer> without) {
    Landmarks trusted = without(shape, without);
    AffineMap modelFromShape = Procrustes.similarity(trusted, model.mean());
    double[] b = model.coefficients(trusted.map(modelFromShape), Math.min(modes, model.modes()));
    for (int m = 0; m < b.length; m++) {
      double most = LARGEST * Math.sqrt(model.variance(m));
      b[m] = Math.max(-most, Math.min(most, b[m]));
    }
    Landmarks expected = model.shape(b);
    Landmarks found = shape.map(modelFromShape);
    double size = Math.sqrt(model.mean().bounds().width() * model.mean().bounds().height());
    double[] distance = new double[shape.count()];
    double sum = 0;
    int count = 0;
    for (int i = 0; i < distance.length; i++) {
      distance[i] = Math.hypot(found.x(i) - expected.x(i), found.y(i) - expected.y(i)) / size;
      if (trusted.isPresent(i)) {
        sum += distance[i] * distance[i];
        count++;
      }
    }
    double rotation = Math.atan2(-modelFromShape.yx(), modelFromShape.xx());
    return new ShapeFit(distance, Math.sqrt(sum / count), Math.toDegrees(rotation));
  }

  /** The shape with some landmarks missing. */
  static Landmarks without(Landmarks shape, Set<Integer> without) {
    if (without.isEmpty()) {
      return shape;
    }
    Visibility[] states = shape.states();
    without.forEach(i -> states[i] = Visibility.MISSING);
    return Landmarks.of(shape.vector(), states);
  }
}
