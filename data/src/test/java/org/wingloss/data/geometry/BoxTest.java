package org.wingloss.data.geometry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

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
  void constructor_emptyOrNotFinite_isRefused() {
    assertThrows(IllegalArgumentException.class, () -> new Box(1, 0, 1, 5));
    assertThrows(IllegalArgumentException.class, () -> new Box(0, 5, 1, 4));
    assertThrows(IllegalArgumentException.class, () -> new Box(Double.NaN, 0, 1, 5));
  }
}
