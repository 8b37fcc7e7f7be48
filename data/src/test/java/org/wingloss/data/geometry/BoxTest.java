package org.wingloss.data.geometry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BoxTest {
  @Test
  void square_wideBox_growsInHeightAboutItsMiddle() {
    assertEquals(new Box(0, -3, 10, 7), new Box(0, 0, 10, 4).square());
  }

  @Test
  void scaled_half_keepsTheMiddle() {
    assertEquals(new Box(2.5, 1, 7.5, 3), new Box(0, 0, 10, 4).scaled(0.5));
  }

  @Test
  void moved_box_keepsItsSides() {
    assertEquals(new Box(1, -2, 11, 2), new Box(0, 0, 10, 4).moved(1, -2));
  }

  @Test
  void edges_box_makeTheSameOne() {
    Box box = new Box(1, 2, 10, 4);
    assertEquals(List.of(1.0, 2.0, 10.0, 4.0), box.edges());
    assertEquals(box, Box.of(box.edges()));
  }

  @Test
  void of_otherThanFourEdges_isRefused() {
    List<Double> three = List.of(1.0, 2.0, 10.0);
    IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> Box.of(three));
    assertEquals("a box has 4 numbers but found 3", e.getMessage());
  }

  @Test
  void constructor_emptyOrNotFinite_isRefused() {
    assertThrows(IllegalArgumentException.class, () -> new Box(1, 0, 1, 5));
    assertThrows(IllegalArgumentException.class, () -> new Box(0, 5, 1, 4));
    assertThrows(IllegalArgumentException.class, () -> new Box(Double.NaN, 0, 1, 5));
  }

  @ParameterizedTest
  @CsvSource({
    "-1e12, 0, 10, 10",
    "0, -1e154, 10, 10",
    "0, 0, 2e9, 10",
    "0, 0, 10, 1e308",
    "5, 5, 5.0000001, 10",
    "1e-300, 0, 2e-300, 10"
  })
  void constructor_largerThanAnyPictureOrNoPixelAtAll_isRefused(
      double left, double top, double right, double bottom) {
    var e = assertThrows(IllegalArgumentException.class, () -> new Box(left, top, right, bottom));
    assertTrue(e.getMessage().contains("edges from -1e9 to 1e9"), e.getMessage());
  }
}
