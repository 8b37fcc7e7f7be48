package org.wingloss.data.balance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.geometry.AffineMap;

class PoseBalancingTest {
  /** Ten points on half a cylinder, turned by an angle, then moved, scaled and rotated a little. */
  private static Landmarks head(double yaw, SplittableRandom random) {
    return head(yaw, 1, random);
  }

  /** The same, nodding: of its height so much is seen. */
  private static Landmarks head(double yaw, double height, SplittableRandom random) {
    int count = 10;
    double[] vector = new double[2 * count];
    for (int i = 0; i < count; i++) {
      double around = (i % 5 - 2) * 0.6 + yaw;
      vector[i] = 60 * Math.sin(around) + random.nextDouble(-0.5, 0.5);
      vector[count + i] = (i < 5 ? -40 : 40) * height + random.nextDouble(-0.5, 0.5);
    }
    AffineMap place =
        AffineMap.rotation(random.nextDouble(-0.3, 0.3), 0, 0)
            .after(AffineMap.scaling(1.5, 1.5))
            .after(AffineMap.translation(random.nextDouble(100), random.nextDouble(100)));
    return Landmarks.of(vector).map(place);
  }

  @Test
  void balance_headsThatNodMoreThanTheyTurn_takesTheComponentOfYaw() {
    SplittableRandom random = new SplittableRandom(6);
    List<Landmarks> shapes = new ArrayList<>();
    double[] yaws = new double[200];
    for (int i = 0; i < yaws.length; i++) {
      yaws[i] = random.nextDouble(-0.35, 0.35);
      shapes.add(head(yaws[i], random.nextDouble(0.3, 1), random));
    }
    PoseBalancingResult faithful = PoseBalancing.balance(shapes, PoseBalancingSettings.faithful(9));
    PoseBalancingResult standard = PoseBalancing.balance(shapes, PoseBalancingSettings.standard(9));
    assertEquals(1, faithful.component(), "the author's rule");
    assertEquals(2, standard.component());
    assertTrue(correlation(yaws, faithful.coefficients()) < 0.3);
    assertTrue(correlation(yaws, standard.coefficients()) > 0.95);
  }

  /** AFLW has 19 landmarks, 300-W 68. */
  @ParameterizedTest
  @CsvSource({"19, 2", "68, 1"})
  void balance_faithfulMode_takesTheComponentOfTheAuthorsRule(int landmarks, int component) {
    SplittableRandom random = new SplittableRandom(7);
    List<Landmarks> shapes =
        Stream.generate(() -> Landmarks.of(random.doubles(2L * landmarks, 0, 100).toArray()))
            .limit(5)
            .toList();
    PoseBalancingResult balance = PoseBalancing.balance(shapes, PoseBalancingSettings.faithful(17));
    assertEquals(component, balance.component());
  }

  /** Of the magnitudes, without sign. */
  private static double correlation(double[] a, double[] b) {
    double ab = 0;
    double aa = 0;
    double bb = 0;
    for (int i = 0; i < a.length; i++) {
      ab += a[i] * b[i];
      aa += a[i] * a[i];
      bb += b[i] * b[i];
    }
    return Math.abs(ab) / Math.sqrt(aa * bb);
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
