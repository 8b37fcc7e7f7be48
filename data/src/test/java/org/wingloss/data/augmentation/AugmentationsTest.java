package org.wingloss.data.augmentation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.wingloss.data.geometry.AffineMap;

class AugmentationsTest {
  @Test
  void paper_isTheAuthorsRecipe() {
    assertEquals(
        List.of(
            "flip(probability=0.5,offset=0)",
            "rotation(degrees=30)",
            "box-jitter(share=0.05)",
            "blur(sigma=1,probability=0.5)"),
        Augmentations.paper().lines());
    assertEquals("rotation(degrees=10)", Augmentations.paper(10).lines().get(1));
  }

  @Test
  void parse_itsOwnLines_isTheSame() {
    assertEquals(Augmentations.paper(), Augmentations.parse(Augmentations.paper().lines()));
    assertEquals(Augmentations.NONE, Augmentations.parse(List.of()));
  }

  /** Two flips would move the landmarks of a picture that is not flipped in the end. */
  @Test
  void of_twoFlips_isRefused() {
    var thrown =
        assertThrows(
            IllegalArgumentException.class,
            () -> Augmentations.parse(List.of("flip", "rotation", "flip(offset=0.004)")));
    assertEquals("flip stands twice; one of them is enough", thrown.getMessage());
  }

  @Test
  void parse_linesPartedAtTheirCommas_areTheWholeOnes() {
    List<String> parted = List.of("flip", "scale(least=0.9", " most=1.1)", "blur(sigma=2)");
    assertEquals(
        Augmentations.parse(List.of("flip", "scale(least=0.9,most=1.1)", "blur(sigma=2)")),
        Augmentations.parse(parted));
    assertTrue(
        assertThrows(
                IllegalArgumentException.class,
                () -> Augmentations.parse(List.of("flip", "scale(least=0.9", "most=1.1")))
            .getMessage()
            .contains("'scale(least=0.9,most=1.1'"));
  }

  @Test
  void map_severalAugmentations_composesInTheOrderOfTheList() {
    Augmentations list =
        Augmentations.parse(List.of("translation(share=0.5)", "flip(probability=1)", "grey"));
    SplittableRandom random = new SplittableRandom(4);
    AffineMap expected =
        AffineMap.flip(32).after(new Translation(0.5).map(32, new SplittableRandom(4)));
    assertEquals(expected, list.map(32, random));
  }

  @Test
  void apply_none_changesNothing() {
    assertEquals(AffineMap.IDENTITY, Augmentations.NONE.map(8, new SplittableRandom(1)));
    assertEquals(1, Augmentations.NONE.context());
    assertFalse(Augmentations.paper().context() < 1.5);
  }
}
