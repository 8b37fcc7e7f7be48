package org.wingloss.data.shape;

import java.util.List;
import org.wingloss.data.face.Landmarks;

/**
 * Generalised Procrustes analysis (Gower 1975): the mean shape of shapes that are each aligned to
 * it by a similarity without reflection.
 */
public final class GeneralisedProcrustes {
  private GeneralisedProcrustes() {}

  /**
   * The mean of the shapes after each is aligned to the mean so far, repeated. Its place and size
   * are those of the shapes' raw mean, its angle that of the first alignment.
   *
   * @param rounds how often, at least 1; 3 are plenty for faces
   * @throws IllegalArgumentException as {@link MeanShape#of(List)}, and if a shape cannot be
   *     aligned
   */
  public static Landmarks mean(List<Landmarks> shapes, int rounds) {
    Landmarks raw = MeanShape.of(shapes);
    Landmarks mean = raw;
    for (int round = 0; round < rounds; round++) {
      Landmarks target = mean;
      Landmarks next =
          MeanShape.of(shapes.stream().map(s -> s.map(Procrustes.similarity(s, target))).toList());
      // Aligned shapes shrink towards their mean; undo it, else the mean shrinks with every round.
      mean = next.map(Procrustes.similarity(next, raw));
    }
    return mean;
  }
}
