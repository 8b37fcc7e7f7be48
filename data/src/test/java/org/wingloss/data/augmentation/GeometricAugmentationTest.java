package org.wingloss.data.augmentation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.wingloss.data.geometry.AffineMap;

/** Each change of where things are. */
class GeometricAugmentationTest {
  @Test
  void flip_probability_isItsFrequency() {
    int mirrored = 0;
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 4000; i++) {
      mirrored += new Flip(0.3, 0).map(TestCrops.SIZE, random).determinant() < 0 ? 1 : 0;
    }
    assertEquals(0.3, mirrored / 4000.0, 0.03);
  }

  @Test
  void rotation_draws_areEvenWithinTheAngleAboutTheCentre() {
    SplittableRandom random = new SplittableRandom(1);
    List<Double> angles = new ArrayList<>();
    for (int i = 0; i < 4000; i++) {
      AffineMap map = new Rotation(30).map(TestCrops.SIZE, random);
      assertEquals(15.5, map.x(15.5, 15.5), 1e-9);
      angles.add(Math.toDegrees(Math.atan2(map.yx(), map.xx())));
    }
    angles.sort(null);
    assertTrue(angles.get(0) >= -30 && angles.get(3999) <= 30);
    assertEquals(-15, angles.get(1000), 1.5);
    assertEquals(15, angles.get(3000), 1.5);
  }

  @Test
  void boxJitter_corners_moveIndependentlyWithinTheShare() {
    SplittableRandom random = new SplittableRandom(1);
    double[] least = {9, 9, 9, 9};
    double[] most = {-9, -9, -9, -9};
    for (int i = 0; i < 4000; i++) {
      AffineMap back = new BoxPerturbation(0.05).map(TestCrops.SIZE, random).inverse();
      assertEquals(0, back.xy(), 1e-12);
      double[] moved = {
        back.x(-0.5, 0) + 0.5,
        back.y(0, -0.5) + 0.5,
        back.x(TestCrops.SIZE - 0.5, 0) - TestCrops.SIZE + 0.5,
        back.y(0, TestCrops.SIZE - 0.5) - TestCrops.SIZE + 0.5
      };
      for (int k = 0; k < 4; k++) {
        least[k] = Math.min(least[k], moved[k]);
        most[k] = Math.max(most[k], moved[k]);
      }
    }
    for (int k = 0; k < 4; k++) {
      assertEquals(-1.6, least[k], 0.01);
      assertEquals(1.6, most[k], 0.01);
    }
  }
}
