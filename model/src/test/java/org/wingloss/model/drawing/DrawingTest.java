package org.wingloss.model.drawing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.geometry.Box;
import org.wingloss.data.image.RgbImage;
import org.wingloss.model.file.Models;

class DrawingTest {
  @Test
  void image_nothingDrawn_isTheSamePicture() {
    RgbImage image =
        new RgbImage(3, 2, new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, -1, -2, -3, 0, 9, 9, 5, 5, 5});
    assertArrayEquals(image.rgb(), new Drawing(image).image().rgb());
  }

  @Test
  void landmarks_onABlackPicture_lightTheirPixels() {
    Landmarks landmarks = Landmarks.of(20, 60, 40, 25, 55, 20, 20, 40, 60, 60);
    RgbImage drawn =
        new Drawing(new RgbImage(80, 80))
            .landmarks(landmarks, Models.FIVE)
            .box(new Box(5, 5, 75, 75))
            .image();
    for (int i = 0; i < 5; i++) {
      int row = (int) landmarks.y(i);
      int column = (int) landmarks.x(i);
      int at = 3 * (row * 80 + column);
      assertTrue((drawn.rgb()[at + 1] & 0xFF) > 100, "landmark " + i + " is dark");
    }
    assertTrue((drawn.rgb()[3 * (40 * 80 + 5)] & 0xFF) > 100, "the box is dark");
    assertEquals(0, drawn.rgb()[3 * (2 * 80 + 2)]);
  }

  /** The line was as thick as a third of the face. */
  @Test
  void box_ofASmallFaceInALargePicture_isThin() {
    RgbImage drawn = new Drawing(new RgbImage(3000, 60)).box(new Box(100, 20, 130, 50)).image();
    int lit = 0;
    for (int y = 0; y < 35; y++) {
      lit += (drawn.rgb()[3 * (y * 3000 + 115)] & 0xFF) > 20 ? 1 : 0;
    }
    assertTrue(lit >= 1 && lit <= 2, lit + " pixels");
  }

  /** Whoever does not tell the colours apart sees the gaps. */
  @Test
  void box_implausible_isOfAnotherColourAndBroken() {
    Box box = new Box(5, 5, 75, 75);
    RgbImage plain = new Drawing(new RgbImage(80, 80)).box(box).image();
    RgbImage marked =
        new Drawing(new RgbImage(80, 80)).box(box, Drawing.Marking.IMPLAUSIBLE).image();
    int lit = 0;
    for (int x = 10; x < 70; x++) {
      int at = 3 * (5 * 80 + x);
      assertTrue((plain.rgb()[at] & 0xFF) > 100 && (plain.rgb()[at + 1] & 0xFF) > 60, "gap");
      assertTrue((marked.rgb()[at + 1] & 0xFF) < 60, "green");
      lit += (marked.rgb()[at] & 0xFF) > 100 ? 1 : 0;
    }
    assertTrue(lit > 20 && lit < 50, lit + " of 60");
  }

  /** One landmark far away left the others without their dots. */
  @ParameterizedTest
  @ValueSource(doubles = {1e9, 1e12, 1e154, 1e300})
  void landmarks_farOutside_leaveTheOthers(double far) {
    Landmarks landmarks = Landmarks.of(20, far, 40, -far, 55, 20, -far, 40, far, 60);
    RgbImage drawn =
        assertTimeoutPreemptively(
            Duration.ofSeconds(20),
            () ->
                new Drawing(new RgbImage(80, 80))
                    .landmarks(landmarks, Models.FIVE)
                    .spread(landmarks, List.of(1.0, far, far, 1.0, 1.0))
                    .box(new Box(-1e9, -1e9, 1e9, 1e9))
                    .landmarks(landmarks, Models.FIVE, Drawing.Marking.IMPLAUSIBLE)
                    .box(new Box(-1e9, -1e9, 1e9, 1e9), Drawing.Marking.IMPLAUSIBLE)
                    .image());
    assertTrue((drawn.rgb()[3 * (20 * 80 + 20) + 1] & 0xFF) > 100, "landmark 0 is dark");
  }

  /** A line that crosses the picture is seen, however far away its ends are. */
  @Test
  void box_crossingThePictureFromFarAway_isDrawn() {
    RgbImage drawn = new Drawing(new RgbImage(80, 80)).box(new Box(40, -1e9, 1e9, 1e9)).image();
    assertTrue((drawn.rgb()[3 * (10 * 80 + 40)] & 0xFF) > 100, "the left edge is dark");
    assertEquals(0, drawn.rgb()[3 * (10 * 80 + 20)]);
  }
}
