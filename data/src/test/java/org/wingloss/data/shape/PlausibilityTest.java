package org.wingloss.data.shape;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.face.Visibility;
import org.wingloss.data.geometry.AffineMap;

class PlausibilityTest {
  private static final int COUNT = 24;
  private static final List<Landmarks> SHAPES = population(200);

  @Test
  void fit_shapeAnywhereOfAnySize_isAsUsual() {
    Plausibility plausibility = Plausibility.of(SHAPES);
    Landmarks moved =
        SHAPES.get(7).map(AffineMap.translation(500, -90).after(AffineMap.scaling(7, 7)));
    ShapeFit fit = plausibility.fit(moved);
    assertEquals(plausibility.fit(SHAPES.get(7)).distance(), fit.distance(), 1e-9);
    assertTrue(fit.distance() < 3 * plausibility.usual(), fit.distance() + "");
  }

  @Test
  void fit_otherOrderOfLandmarks_isFarFromUsual() {
    Plausibility plausibility = Plausibility.of(SHAPES);
    int[] reversed = new int[COUNT];
    java.util.Arrays.setAll(reversed, i -> COUNT - 1 - i);
    assertTrue(
        plausibility.fit(SHAPES.get(7).reorder(reversed)).distance() > 8 * plausibility.usual());
  }

  @Test
  void of_oneShapeInTwentyFiveWrong_isTheSameMeasure() {
    List<Landmarks> spoilt = new ArrayList<>(SHAPES);
    for (int i = 0; i < spoilt.size(); i += 25) {
      spoilt.set(i, spoilt.get(i).map(AffineMap.scaling(-1, 1)));
    }
    double usual = Plausibility.of(SHAPES).usual();
    Plausibility robust = Plausibility.of(spoilt);
    assertEquals(usual, robust.usual(), 0.25 * usual);
    assertTrue(robust.fit(spoilt.get(0)).distance() > 8 * robust.usual());
  }

  @Test
  void fit_withoutALandmark_tellsHowFarItIsFromWhereTheOthersExpectIt() {
    Plausibility plausibility = Plausibility.of(SHAPES);
    Landmarks shape = SHAPES.get(7);
    double[] vector = shape.vector();
    double size = Math.sqrt(shape.bounds().width() * shape.bounds().height());
    vector[5] += 0.4 * size;
    Landmarks moved = Landmarks.of(vector);
    assertEquals(5, plausibility.fit(moved).farthest(Set.of()));
    ShapeFit others = plausibility.fit(moved, Set.of(5));
    assertEquals(0.4, others.distance(5), 0.1);
    assertTrue(others.distance() < 3 * plausibility.usual());
    assertTrue(others.farthest(Set.of(5)) != 5);
  }

  @Test
  void fit_missingLandmark_hasNoDistance() {
    Visibility[] states = SHAPES.get(7).states();
    states[3] = Visibility.MISSING;
    ShapeFit fit = Plausibility.of(SHAPES).fit(Landmarks.of(SHAPES.get(7).vector(), states));
    assertTrue(Double.isNaN(fit.distance(3)));
    assertTrue(Double.isFinite(fit.distance()));
  }

  @Test
  void fit_rotatedShape_tellsTheRotation() {
    Plausibility plausibility = Plausibility.of(SHAPES);
    double asIs = plausibility.fit(SHAPES.get(7)).rotation();
    Landmarks rotated = SHAPES.get(7).map(AffineMap.rotation(Math.toRadians(50), 3, 4));
    assertEquals(asIs + 50, plausibility.fit(rotated).rotation(), 1e-6);
  }

  @Test
  void of_fewerThanThirtyShapes_isRefused() {
    assertEquals(
        "fewer than 30 faces",
        assertThrows(IllegalArgumentException.class, () -> Plausibility.of(SHAPES.subList(0, 29)))
            .getMessage());
  }

  @Test
  void canJudge_fewLandmarksOrOneSpot_isFalse() {
    Visibility[] states = SHAPES.get(0).states();
    java.util.Arrays.fill(states, 0, COUNT / 2 + 1, Visibility.MISSING);
    assertFalse(Plausibility.canJudge(Landmarks.of(SHAPES.get(0).vector(), states)));
    assertFalse(Plausibility.canJudge(Landmarks.of(new double[2 * COUNT])));
    assertTrue(Plausibility.canJudge(SHAPES.get(0)));
  }

  /** One random outline of 100 pixels with two modes of variation and a noise of one pixel. */
  private static List<Landmarks> population(int size) {
    Random random = new Random(2);
    double[][] modes = new double[3][2 * COUNT];
    for (double[] mode : modes) {
      for (int i = 0; i < mode.length; i++) {
        mode[i] = random.nextGaussian();
      }
    }
    List<Landmarks> shapes = new ArrayList<>();
    for (int n = 0; n < size; n++) {
      double first = random.nextGaussian();
      double second = random.nextGaussian();
      double[] vector = new double[2 * COUNT];
      for (int i = 0; i < vector.length; i++) {
        vector[i] =
            100 * modes[0][i]
                + 10 * first * modes[1][i]
                + 5 * second * modes[2][i]
                + random.nextGaussian();
      }
      shapes.add(Landmarks.of(vector));
    }
    return shapes;
  }
}
