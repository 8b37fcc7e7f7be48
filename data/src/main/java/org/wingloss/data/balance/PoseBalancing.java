package org.wingloss.data.balance;

import java.util.ArrayList;
import java.util.List;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.shape.MeanShape;
import org.wingloss.data.shape.Procrustes;
import org.wingloss.data.shape.ShapeModel;

/**
 * Pose-based data balancing (docs/paper.md, section 5; A): shapes are aligned to their raw mean by
 * full Procrustes, principal component analysis of the aligned shapes gives every face a
 * coefficient b of the mode that rotates the head (yaw), and faces with a rare |b| are repeated.
 *
 * <p>Missing landmarks take no part in the alignment and are left out of b; see {@link ShapeModel}.
 */
public final class PoseBalancing {
  private PoseBalancing() {}

  /**
   * Balances a list of faces.
   *
   * @param shapes at least two shapes, in any pixels; every one has two landmarks or more
   * @return among others the repeated indices into {@code shapes}
   * @throws IllegalArgumentException if a shape does not fit the others, cannot be aligned, or the
   *     component does not exist; the message names the shape
   * @throws IllegalStateException if ND4J is not on the class path
   */
  public static PoseBalancingResult balance(
      List<Landmarks> shapes, PoseBalancingSettings settings) {
    List<Landmarks> aligned = align(shapes, MeanShape.of(shapes));
    ShapeModel model = ShapeModel.fit(aligned);
    int component = settings.componentFor(model);
    if (component > model.modes()) {
      throw new IllegalArgumentException(
          "component must be <= %d, the modes of %d shapes, but was %d"
              .formatted(model.modes(), shapes.size(), component));
    }
    double[] coefficients = new double[aligned.size()];
    for (int i = 0; i < coefficients.length; i++) {
      coefficients[i] = model.coefficient(aligned.get(i), component - 1);
    }
    return new PoseBalancingResult(
        model, component, coefficients, BinReplication.of(settings, coefficients));
  }

  /** Every shape sent onto the target by full Procrustes. */
  static List<Landmarks> align(List<Landmarks> shapes, Landmarks target) {
    List<Landmarks> aligned = new ArrayList<>(shapes.size());
    for (int i = 0; i < shapes.size(); i++) {
      Landmarks shape = shapes.get(i);
      try {
        aligned.add(shape.map(Procrustes.full(shape, target)));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException("shape " + i + ": " + e.getMessage(), e);
      }
    }
    return aligned;
  }
}
