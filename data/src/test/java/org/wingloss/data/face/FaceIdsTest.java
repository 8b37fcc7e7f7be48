package org.wingloss.data.face;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class FaceIdsTest {
  @Test
  void picture_idOfAnyFace_isTheImagesName() {
    for (int k : List.of(1, 2, 10)) {
      assertEquals("afw/a.jpg", FaceIds.picture(FaceIds.of("afw/a.jpg", k)));
    }
    assertEquals("afw/a.jpg#2", FaceIds.of("afw/a.jpg", 2));
  }

  @Test
  void picture_nameWithAMarkOfItsOwn_keepsIt() {
    for (String name : List.of("#1", "a#", "a#b", "a#2b", "a#1/b.jpg")) {
      assertEquals(name, FaceIds.picture(name));
      assertEquals(name, FaceIds.picture(FaceIds.of(name, 2)));
    }
  }

  @Test
  void next_idThatTheListGave_isPassedOver() {
    FaceIds ids = new FaceIds();
    assertEquals("a#2", ids.given("a#2"));
    assertEquals(List.of("a", "a#3", "b"), List.of(ids.next("a"), ids.next("a"), ids.next("b")));
  }
}
