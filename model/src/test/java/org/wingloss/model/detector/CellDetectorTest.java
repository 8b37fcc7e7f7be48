package org.wingloss.model.detector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.wingloss.data.geometry.Box;
import org.wingloss.data.image.RgbImage;
import org.wingloss.model.detector.FaceDetector.Detection;

class CellDetectorTest {
  private static final CellDetector CELLS = new CellDetector();

  /** A view of 48 × 40 pixels has six columns and five rows of cells. */
  private static final int COUNT = 30;

  private static float[] nothing() {
    float[] cells = new float[5 * COUNT];
    Arrays.fill(cells, 0, COUNT, -9);
    return cells;
  }

  private static List<Detection> decode(float[] cells) {
    return CELLS.decode(new Outputs(Map.of("cells", cells)), 48, 40, 0.4);
  }

  @Test
  void about_edgesThatFallTogether_areNoDetection() {
    assertEquals(Optional.empty(), Detection.about(1.7548877005283322e37, 7, 8, 8, 0.9));
    assertEquals(Optional.empty(), Detection.about(20, 7, 1e-30, 8, 0.9));
    assertEquals(Optional.empty(), Detection.about(20, Double.NaN, 8, 8, 0.9));
    assertTrue(Detection.about(20, 7, 8, 8, 0.9).isPresent());
  }

  @Test
  void decode_oneCell_isABoxAboutItsMiddle() {
    float[] cells = nothing();
    // Column 2, row 1: its middle is 20, 12 from the outer edge of pixel 0.
    int cell = 6 + 2;
    cells[cell] = 3;
    cells[COUNT + cell] = 0.25f;
    cells[2 * COUNT + cell] = -0.125f;
    cells[3 * COUNT + cell] = (float) Math.log(0.75);
    cells[4 * COUNT + cell] = (float) Math.log(1.25);
    List<Detection> found = decode(cells);
    assertEquals(1, found.size());
    assertEquals(1 / (1 + Math.exp(-3)), found.get(0).score(), 1e-6);
    // Middle (28, 8), sides 24 and 40.
    assertEquals(16 - 0.5, found.get(0).box().left(), 1e-4);
    assertEquals(40 - 0.5, found.get(0).box().right(), 1e-4);
    assertEquals(-12 - 0.5, found.get(0).box().top(), 1e-4);
    assertEquals(28 - 0.5, found.get(0).box().bottom(), 1e-4);
  }

  @Test
  void decode_lowScores_areNoFaces() {
    float[] cells = nothing();
    cells[3] = -1;
    assertEquals(List.of(), decode(cells));
  }

  @Test
  void merge_viewsOfOneFace_giveTheMeanByScoreAndTheBestScore() {
    List<Detection> merged =
        CELLS.merge(
            List.of(
                new Detection(new Box(2, 0, 42, 40), 0.4),
                new Detection(new Box(0, 0, 40, 40), 0.8),
                // A part of the face, and another face.
                new Detection(new Box(10, 20, 26, 36), 0.7),
                new Detection(new Box(100, 0, 140, 40), 0.5)));
    assertEquals(2, merged.size());
    assertEquals(0.8, merged.get(0).score());
    assertEquals(2 * 0.4 / 1.2, merged.get(0).box().left(), 1e-9);
    assertEquals(new Box(100, 0, 140, 40), merged.get(1).box());
  }

  @Test
  void confirmed_faceThatIsSeenAgain_hasTheMeanScoreAndBox() {
    Detection face = new Detection(new Box(20, 20, 60, 60), 0.6);
    Detection again = new Detection(new Box(22, 20, 62, 60), 0.9);
    Detection other = new Detection(new Box(100, 20, 140, 60), 0.95);
    List<Detection> found =
        CELLS.confirmed(List.of(face), new RgbImage(200, 100), 0.4, view -> List.of(other, again));
    assertEquals(1, found.size());
    assertEquals((0.6 + 2 * 0.9) / 3, found.get(0).score(), 1e-9);
    assertEquals((0.6 * 20 + 2 * 0.9 * 22) / 2.4, found.get(0).box().left(), 1e-9);
  }

  @Test
  void confirmed_textureThatIsNotSeenAgain_isDropped() {
    Detection texture = new Detection(new Box(20, 20, 60, 60), 0.9);
    assertEquals(
        List.of(),
        CELLS.confirmed(List.of(texture), new RgbImage(200, 100), 0.4, view -> List.of()));
  }

  @Test
  void confirmed_views_showTheFaceInTheMiddleAndNothingOutsideThePicture() {
    RgbImage picture = new RgbImage(100, 100);
    Arrays.fill(picture.rgb(), (byte) 200);
    Detection face = new Detection(new Box(0, 30, 40, 70), 0.6);
    List<View> views = new ArrayList<>();
    CELLS.confirmed(
        List.of(face),
        picture,
        0.4,
        view -> {
          views.add(view);
          return List.of();
        });
    assertEquals(2, views.size());
    for (View view : views) {
      double middle = view.width() / 2.0 - 0.5;
      assertEquals(20, view.imageFromInput().x(middle, middle), 1e-9);
      assertEquals(50, view.imageFromInput().y(middle, middle), 1e-9);
      int centre = view.width() / 2 * (view.width() + 1);
      assertEquals(200, view.seen().rgb()[3 * centre] & 0xFF);
      // The picture ends 20 pixels left of the face's middle: half of the view lies beyond.
      boolean flipped = view.imageFromInput().xx() < 0;
      int outside = flipped ? view.width() - 1 : 0;
      assertEquals(0, view.seen().rgb()[3 * (view.width() / 2 * view.width() + outside)]);
    }
    assertTrue(views.get(1).imageFromInput().xx() < 0, "one view is flipped");
  }
}
