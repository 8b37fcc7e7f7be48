package org.wingloss.data.shape;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.face.Visibility;

class MeanShapeTest {
  private static final Landmarks WHOLE = Landmarks.of(new double[] {1, 2, 10, 20});
  private static final Landmarks HALF =
      Landmarks.of(
          new double[] {3, 0, 30, 0}, new Visibility[] {Visibility.VISIBLE, Visibility.MISSING});

  @Test
  void of_missingLandmark_isTheMeanOfThoseThatHaveIt() {
    assertEquals(Landmarks.of(new double[] {2, 2, 20, 20}), MeanShape.of(List.of(WHOLE, HALF)));
  }

  @Test
  void of_landmarkInNoShape_isRefusedUnlessItHasAPlace() {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> MeanShape.of(List.of(HALF, HALF)));
    assertEquals("landmark 1 is present in none of the shapes", e.getMessage());
    assertEquals(
        Landmarks.of(new double[] {3, 15.5, 30, 15.5}), MeanShape.of(List.of(HALF, HALF), 15.5));
  }
}
