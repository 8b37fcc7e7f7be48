package org.wingloss.data.face;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.wingloss.data.geometry.AffineMap;
import org.wingloss.data.geometry.Box;

class LandmarksTest {
  private final Landmarks three = Landmarks.of(1, 2, 3, 10, 20, 30);

  @Test
  void of_vector_holdsAllXThenAllY() {
    assertEquals(3, three.count());
    assertEquals(2, three.x(1));
    assertEquals(20, three.y(1));
    assertEquals(three, Landmarks.ofPoints(new double[][] {{1, 10}, {2, 20}, {3, 30}}));
  }

  @Test
  void vector_changedOutside_leavesTheValueAlone() {
    double[] source = {1, 2};
    Landmarks one = Landmarks.of(source);
    source[0] = 99;
    one.vector()[0] = 98;
    assertEquals(1, one.x(0));
  }

  @Test
  void of_missingLandmark_ignoresItsCoordinates() {
    Landmarks partial =
        Landmarks.of(
            new double[] {1, 777, 3, 10, 777, 30},
            new Visibility[] {Visibility.VISIBLE, Visibility.MISSING, Visibility.HIDDEN});
    assertTrue(Double.isNaN(partial.x(1)));
    assertFalse(partial.isComplete());
    assertTrue(partial.isPresent(2));
    assertFalse(partial.isVisible(2));
    assertEquals(new Box(1, 10, 3, 30), partial.bounds());
  }

  @Test
  void json_ofAMissingLandmark_isReadAsItWasWritten() throws JsonProcessingException {
    Landmarks partial =
        Landmarks.of(
            new double[] {1, 0, 3, 10, 0, 30},
            new Visibility[] {Visibility.VISIBLE, Visibility.MISSING, Visibility.VISIBLE});
    ObjectMapper mapper = new ObjectMapper();
    String json = mapper.writeValueAsString(partial);
    assertEquals("[[1.0,10.0],null,[3.0,30.0]]", json);
    assertEquals(partial, mapper.readValue(json, Landmarks.class));
  }

  @Test
  void average_ofShapes_isTheirMiddle() {
    assertEquals(
        Landmarks.of(2, 3, 4, 5, 10, 15),
        Landmarks.average(List.of(three, Landmarks.of(3, 4, 5, 0, 0, 0))));
  }

  @Test
  void average_ofNothingOrOfOtherCounts_isRefused() {
    assertThrows(IllegalArgumentException.class, () -> Landmarks.average(List.of()));
    for (Landmarks other : List.of(Landmarks.of(1, 2), Landmarks.of(1, 2, 3, 4, 5, 6, 7, 8))) {
      assertThrows(IllegalArgumentException.class, () -> Landmarks.average(List.of(three, other)));
    }
  }

  @Test
  void of_notFinite_namesTheLandmark() {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class, () -> Landmarks.of(1, 2, 3, Double.POSITIVE_INFINITY));
    assertTrue(e.getMessage().contains("landmark 1"), e.getMessage());
  }

  @Test
  void of_oddLength_isRefused() {
    assertThrows(IllegalArgumentException.class, () -> Landmarks.of(1, 2, 3));
    assertThrows(IllegalArgumentException.class, () -> Landmarks.of());
  }

  @Test
  void reorder_mirroredFace_getsItsNamesBack() {
    Landmarks mirrored = three.map(AffineMap.flip(5)).reorder(2, 1, 0);
    assertArrayEquals(new double[] {1, 2, 3, 30, 20, 10}, mirrored.vector());
  }

  @Test
  void reorder_shorterList_selects() {
    assertEquals(Landmarks.of(3, 30), three.reorder(2));
  }

  @Test
  void mean_someLandmarks_isTheirMiddle() {
    assertArrayEquals(new double[] {2, 20}, three.mean(0, 2));
  }

  @Test
  void bounds_coincidentLandmarks_isRefused() {
    assertThrows(IllegalArgumentException.class, () -> Landmarks.of(1, 1, 2, 2).bounds());
  }

  @Test
  void equals_otherState_differs() {
    assertNotEquals(
        three,
        Landmarks.of(
            three.vector(),
            new Visibility[] {Visibility.VISIBLE, Visibility.HIDDEN, Visibility.VISIBLE}));
  }
}
