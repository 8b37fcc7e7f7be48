package org.wingloss.data.detection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.geometry.AffineMap;
import org.wingloss.data.geometry.Box;
import org.wingloss.data.image.RgbImage;
import org.wingloss.data.synthetic.SyntheticFaces;

class FacePictureTest {
  /** A dark square, 40 to 79, on a light wall whose light falls off to the right. */
  private static RgbImage portrait() {
    RgbImage image = new RgbImage(120, 120);
    for (int y = 0; y < 120; y++) {
      for (int x = 0; x < 120; x++) {
        boolean person = x >= 40 && x < 80 && y >= 40;
        int at = 3 * (y * 120 + x);
        Arrays.fill(image.rgb(), at, at + 3, (byte) (person ? 40 : 230 - x / 6));
      }
    }
    return image;
  }

  private static Landmarks corners(double least, double most) {
    return Landmarks.ofPoints(new double[][] {{least, least}, {most, most}});
  }

  private static int level(RgbImage image, int x, int y) {
    return image.rgb()[3 * (y * image.width() + x)] & 0xFF;
  }

  @Test
  void of_photograph_separatesThePersonFromThePlainBackground() {
    FacePicture picture = FacePicture.of(portrait(), corners(45, 75), 30);
    assertEquals(255, level(picture.person(), 60, 60));
    assertEquals(255, level(picture.person(), 41, 119));
    assertEquals(0, level(picture.person(), 5, 5));
    assertEquals(0, level(picture.person(), 119, 119));
  }

  @Test
  void of_largePhotograph_isShrunkToTheFaceWanted() {
    FacePicture picture = FacePicture.of(portrait(), corners(40, 80), 10);
    assertEquals(30, picture.image().width());
    assertEquals(10, picture.box().width(), 1e-9);
    // Edges stay edges: −0.5 does not move.
    assertEquals((40 + 0.5) / 4 - 0.5, picture.box().left(), 1e-9);
  }

  @Test
  void box_movedPicture_holdsTheMovedFace() {
    FacePicture picture = FacePicture.of(new SyntheticFaces(3).face(1, 64));
    AffineMap map = AffineMap.translation(5, -2).after(AffineMap.scaling(2, 2));
    Box before = picture.box();
    Box box = picture.box(map);
    assertEquals(2 * before.left() + 5, box.left(), 1e-9);
    assertEquals(2 * before.bottom() - 2, box.bottom(), 1e-9);
    Box turned = picture.box(AffineMap.rotation(Math.PI / 2, 0, 0));
    assertEquals(before.width(), turned.height(), 1e-9);
    assertEquals(new Box(4, -3, 4 + 128, -3 + 128), picture.bounds(map));
  }

  @Test
  void of_syntheticFace_knowsThatTheFaceIsNoBackground() {
    FacePicture picture = FacePicture.of(new SyntheticFaces(3).face(1, 64));
    Box box = picture.box();
    assertEquals(255, level(picture.person(), (int) box.centreX(), (int) box.centreY()));
    int background = 0;
    for (int x = 0; x < 64; x++) {
      background += level(picture.person(), x, 0) == 0 ? 1 : 0;
    }
    assertTrue(background > 10, "the upper edge shows background: " + background);
  }
}
