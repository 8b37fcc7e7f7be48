package org.wingloss.data.balance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.geometry.AffineMap;

class PoseBalancingTest {
  /** Ten points on half a cylinder, turned by an angle, then moved, scaled and rotated a little. */
  private static Landmarks head(double yaw, SplittableRandom random) {
    int count = 10;
    double[] vector = new double[2 * count];
    for (int i = 0; i < count; i++) {
      double around = (i % 5 - 2) * 0.6 + yaw;
      vector[i] = 60 * Math.sin(around) + random.nextDouble(-0.5, 0.5);
      vector[count + i] = (i < 5 ? -40 : 40) + random.nextDouble(-0.5, 0.5);
    }
    AffineMap place =
        AffineMap.rotation(random.nextDouble(-0.3, 0.3), 0, 0)
            .after(AffineMap.scaling(1.5, 1.5))
            .after(AffineMap.translation(random.nextDouble(100), random.nextDouble(100)));
    return Landmarks.of(vector).map(place);
  }

  @Test
  void balance_turnedHeads_repeatsRareYaw() {
    SplittableRandom random = new SplittableRandom(5);
    List<Landmarks> shapes = new ArrayList<>();
    for (int i = 0; i < 90; i++) {
      shapes.add(head(random.nextDouble(-0.3, 0.3), random));
    }
    for (int i = 0; i < 10; i++) {
      shapes.add(head(random.nextDouble(0.7, 0.8), random));
    }
    PoseBalancingResult balance = PoseBalancing.balance(shapes, PoseBalancingSettings.standard(2));
    assertEquals(90, balance.counts()[0]);
    assertEquals(9, balance.ratios()[1]);
    assertEquals(180, balance.indices().length);
  }
}
