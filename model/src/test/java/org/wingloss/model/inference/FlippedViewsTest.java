package org.wingloss.model.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.geometry.Box;
import org.wingloss.data.image.RgbImage;
import org.wingloss.model.file.ModelFile;
import org.wingloss.model.file.Models;
import org.wingloss.model.network.ModelDescription;

/** What flipped views of a face say where annotations prefer a side. */
class FlippedViewsTest {
  private static final Box BOX = new Box(5, 5, 40, 40);
  private static final ModelDescription EVEN = Models.description(Models.SMALL, Models.FIVE);

  @TempDir private Path folder;

  /** On a black picture all views are alike. */
  @Test
  void predict_ttaOfAnnotationsThatLieToTheRight_movesFlippedViewsToTheRightToo() {
    Path even = model("even", 0);
    Path right = model("right", 0.05);
    FaceInput black = new FaceInput(new RgbImage(60, 60), BOX);
    double side = EVEN.box().cropBox(BOX).width();
    for (TestTimeAugmentation views :
        List.of(TestTimeAugmentation.PAIR, TestTimeAugmentation.SHIFT_AND_FLIP)) {
      try (Ensemble one = Ensemble.open(List.of(even), views, false);
          Ensemble other = Ensemble.open(List.of(right), views, false)) {
        Landmarks before = one.predict(black).landmarks();
        Landmarks after = other.predict(black).landmarks();
        for (int i = 0; i < 5; i++) {
          assertEquals(before.x(i) + 0.05 * side, after.x(i), 1e-3);
          assertEquals(before.y(i), after.y(i), 1e-3);
        }
      }
    }
    try (Localiser one = Localiser.open(even);
        Localiser other = Localiser.open(right)) {
      assertEquals(
          one.localise(black.image(), BOX).landmarks(),
          other.localise(black.image(), BOX).landmarks(),
          "a view that is not flipped is what the network says");
    }
  }

  private Path model(String name, double offset) {
    Path path = folder.resolve(name);
    ModelFile.write(path, EVEN.withFlipOffset(offset), Models.weights(Models.SMALL, 5, 1));
    return path;
  }
}
