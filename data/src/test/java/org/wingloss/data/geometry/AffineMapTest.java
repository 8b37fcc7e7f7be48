package org.wingloss.data.geometry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class AffineMapTest {
  @Test
  void boxToSquare_boxEdges_landOnTheOuterEdgesOfTheBorderPixels() {
    AffineMap map = AffineMap.boxToSquare(new Box(10, 20, 42, 84), 64);
    assertEquals(-0.5, map.x(10, 20), 1e-12);
    assertEquals(-0.5, map.y(10, 20), 1e-12);
    assertEquals(63.5, map.x(42, 84), 1e-12);
    assertEquals(63.5, map.y(42, 84), 1e-12);
  }

  @Test
  void boxToSquare_boxThatIsThePicture_isTheIdentity() {
    AffineMap map = AffineMap.boxToSquare(new Box(-0.5, -0.5, 63.5, 63.5), 64);
    assertEquals(7, map.x(7, 3), 1e-12);
    assertEquals(3, map.y(7, 3), 1e-12);
  }

  @Test
  void resizing_outerEdges_landOnTheOuterEdges() {
    AffineMap map = AffineMap.resizing(0.5, 3);
    assertEquals(-0.5, map.x(-0.5, -0.5));
    assertEquals(-0.5, map.y(-0.5, -0.5));
    assertEquals(399.5, map.x(799.5, 0));
    assertEquals(29.5, map.y(0, 9.5));
    assertEquals(AffineMap.IDENTITY, AffineMap.resizing(1, 1));
  }

  @Test
  void rotation_quarterTurn_turnsRightIntoDown() {
    AffineMap quarter = AffineMap.rotation(Math.PI / 2, 5, 5);
    assertEquals(5, quarter.x(6, 5), 1e-12);
    assertEquals(6, quarter.y(6, 5), 1e-12);
    assertEquals(5, quarter.x(5, 5), 1e-12, "the centre stays");
  }

  @Test
  void mirror_firstPixel_becomesTheLast() {
    AffineMap mirror = AffineMap.flip(64);
    assertEquals(63, mirror.x(0, 9));
    assertEquals(9, mirror.y(0, 9));
    assertEquals(-1, mirror.determinant());
  }

  @Test
  void after_twoMaps_appliesTheArgumentFirst() {
    AffineMap scaleThenMove = AffineMap.translation(10, 0).after(AffineMap.scaling(2, 3));
    assertEquals(14, scaleThenMove.x(2, 1));
    assertEquals(3, scaleThenMove.y(2, 1));
    assertEquals(Math.sqrt(6), scaleThenMove.scale(), 1e-15);
  }

  @Test
  void inverse_randomMaps_bringEveryPointBack() {
    SplittableRandom random = new SplittableRandom(7);
    for (int i = 0; i < 200; i++) {
      AffineMap map =
          AffineMap.rotation(random.nextDouble(-3, 3), random.nextDouble(100), 4)
              .after(AffineMap.scaling(random.nextDouble(0.1, 9), -random.nextDouble(0.1, 9)))
              .after(AffineMap.translation(random.nextDouble(-50, 50), 2));
      double x = random.nextDouble(-100, 100);
      double y = random.nextDouble(-100, 100);
      AffineMap back = map.inverse();
      assertEquals(x, back.x(map.x(x, y), map.y(x, y)), 1e-9);
      assertEquals(y, back.y(map.x(x, y), map.y(x, y)), 1e-9);
    }
  }

  @Test
  void inverse_singularMap_isRefused() {
    assertThrows(ArithmeticException.class, () -> AffineMap.scaling(0, 1).inverse());
  }

  @Test
  void constructor_notFinite_isRefused() {
    assertThrows(IllegalArgumentException.class, () -> AffineMap.translation(Double.NaN, 0));
  }
}
