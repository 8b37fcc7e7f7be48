package org.wingloss.model.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.wingloss.data.geometry.Box;
import org.wingloss.data.image.RgbImage;

class TestTimeAugmentationTest {
  /** So a picture and its mirror image have the same landmarks, where both views see the same. */
  @Test
  void views_ofAPair_areShiftedAgainstEachOtherAndOneIsFlipped() {
    FaceInput face = new FaceInput(new RgbImage(40, 40), new Box(10, 10, 30, 30));
    List<FaceInput> views = TestTimeAugmentation.PAIR.views(face);
    assertEquals(2, views.size());
    Box first = views.get(0).shiftedBox();
    Box second = views.get(1).shiftedBox();
    assertEquals(20, (first.left() + second.left()), 1e-9);
    assertEquals(20, (first.top() + second.top()), 1e-9);
    assertTrue(first.left() < 10 && first.top() < 10);
    assertFalse(views.get(0).flipped());
    assertTrue(views.get(1).flipped());
  }

  @Test
  void of_notAskedFor_isAPairForTheBuiltInModelAlone() {
    assertEquals(TestTimeAugmentation.PAIR, TestTimeAugmentation.of(false, true));
    assertEquals(TestTimeAugmentation.NONE, TestTimeAugmentation.of(false, false));
    assertEquals(TestTimeAugmentation.SHIFT_AND_FLIP, TestTimeAugmentation.of(true, true));
  }

  @ParameterizedTest
  @EnumSource
  void standard_anyViews_averagesThese(TestTimeAugmentation views) {
    try (Ensemble model = Ensemble.standard(views)) {
      assertEquals(views, model.augmentation());
    }
  }
}
