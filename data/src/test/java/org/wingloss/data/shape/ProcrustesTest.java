package org.wingloss.data.shape;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.face.Visibility;
import org.wingloss.data.geometry.AffineMap;

class ProcrustesTest {
  private static final AffineMap TURN =
      AffineMap.translation(7, -3)
          .after(AffineMap.rotation(0.6, 1, 2).after(AffineMap.scaling(2.5, 2.5)));

  @Test
  void similarity_movedShape_findsTheMap() {
    Landmarks source = random(9, 1);
    assertSame(TURN, Procrustes.similarity(source, source.map(TURN)));
    assertSame(TURN, Procrustes.full(source, source.map(TURN)));
  }

  @Test
  void full_mirroredShape_findsTheMirroredMap() {
    Landmarks source = random(9, 2);
    AffineMap mirrored = TURN.after(AffineMap.scaling(-1, 1));
    assertSame(mirrored, Procrustes.full(source, source.map(mirrored)));
    assertTrue(Procrustes.similarity(source, source.map(mirrored)).determinant() > 0);
  }

  @Test
  void similarity_noisyShape_isTheLeastSquaresSolution() {
    SplittableRandom random = new SplittableRandom(3);
    for (int trial = 0; trial < 20; trial++) {
      Landmarks source = random(12, 100 + trial);
      Landmarks target = random(12, 200 + trial);
      AffineMap best = Procrustes.similarity(source, target);
      AffineMap bestOfBoth = Procrustes.full(source, target);
      assertTrue(cost(bestOfBoth, source, target) <= cost(best, source, target) + 1e-9);
      for (int k = 0; k < 50; k++) {
        AffineMap other =
            AffineMap.translation(random.nextDouble(-1, 1), random.nextDouble(-1, 1))
                .after(AffineMap.rotation(random.nextDouble(-0.1, 0.1), 3, 4))
                .after(AffineMap.scaling(1.01, 1.01))
                .after(best);
        assertTrue(cost(best, source, target) < cost(other, source, target));
      }
    }
  }

  @Test
  void similarity_missingLandmarks_takeNoPart() {
    Landmarks source = random(6, 4);
    Landmarks target = source.map(TURN);
    double[] vector = target.vector();
    vector[2] = Double.NaN;
    vector[8] = Double.NaN;
    Visibility[] states = target.states();
    states[2] = Visibility.MISSING;
    states[4] = Visibility.HIDDEN;
    assertSame(TURN, Procrustes.similarity(source, Landmarks.of(vector, states)));
  }

  @Test
  void similarity_unusableShapes_sayWhatIsWrong() {
    Landmarks point = Landmarks.of(3, 3, 3, 5, 5, 5);
    Landmarks shape = Landmarks.of(1, 2, 3, 5, 9, 5);
    assertMessage("not all one point", point, shape);
    assertMessage("not all one point", shape, point);
    assertMessage("have 3 and 2", shape, Landmarks.of(1, 2, 3, 4));
    Visibility missing = Visibility.MISSING;
    Visibility[] states = {Visibility.VISIBLE, missing, missing};
    assertMessage("there are 1", shape, Landmarks.of(shape.vector(), states));
  }

  private static void assertMessage(String part, Landmarks source, Landmarks target) {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> Procrustes.similarity(source, target));
    assertTrue(e.getMessage().contains(part), e.getMessage());
  }

  private static Landmarks random(int count, long seed) {
    return Landmarks.of(new SplittableRandom(seed).doubles(2L * count, -50, 200).toArray());
  }

  private static double cost(AffineMap map, Landmarks source, Landmarks target) {
    double sum = 0;
    for (int i = 0; i < source.count(); i++) {
      double dx = map.x(source.x(i), source.y(i)) - target.x(i);
      double dy = map.y(source.x(i), source.y(i)) - target.y(i);
      sum += dx * dx + dy * dy;
    }
    return sum;
  }

  private static void assertSame(AffineMap expected, AffineMap actual) {
    assertEquals(expected.xx(), actual.xx(), 1e-12);
    assertEquals(expected.xy(), actual.xy(), 1e-12);
    assertEquals(expected.x0(), actual.x0(), 1e-9);
    assertEquals(expected.yx(), actual.yx(), 1e-12);
    assertEquals(expected.yy(), actual.yy(), 1e-12);
    assertEquals(expected.y0(), actual.y0(), 1e-9);
  }
}
