package org.wingloss.data.synthetic.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.wingloss.data.geometry.Box;
import org.wingloss.data.image.RgbImage;

class PictureBorderTest {
  private static final int SIDE = 60;
  private static final Box FACE = new Box(20, 15, 40, 45);

  @Test
  void apply_anyBorder_changesOneSideBesideTheFaceAlone() {
    boolean[] sides = new boolean[4];
    for (int seed = 0; seed < 60; seed++) {
      RgbImage image = new RgbImage(SIDE, SIDE);
      SplittableRandom random = new SplittableRandom(seed);
      for (int i = 0; i < image.rgb().length; i++) {
        image.rgb()[i] = (byte) (1 + random.nextInt(200));
      }
      RgbImage before = new RgbImage(SIDE, SIDE);
      System.arraycopy(image.rgb(), 0, before.rgb(), 0, before.rgb().length);
      byte[] labels = new byte[4 * SIDE * SIDE];
      Arrays.fill(labels, Part.SKIN.label());
      new PictureBorder(new SplittableRandom(seed)).apply(image, labels, FACE);
      assertMarginIsBackground(before, image, labels);
      for (int y = 22; y < 39; y++) {
        int row = 3 * SIDE * y;
        int from = row + 3 * 25;
        int to = row + 3 * 35;
        assertTrue(
            Arrays.equals(image.rgb(), from, to, before.rgb(), from, to), "the face of " + seed);
      }
      int changed = 0;
      for (int side = 0; side < 4; side++) {
        int x = side == 0 ? 0 : side == 1 ? SIDE - 1 : SIDE / 2;
        int y = side == 2 ? 0 : side == 3 ? SIDE - 1 : SIDE / 2;
        int at = 3 * (y * SIDE + x);
        if (!Arrays.equals(image.rgb(), at, at + 3, before.rgb(), at, at + 3)) {
          changed++;
          sides[side] = true;
        }
      }
      assertEquals(1, changed, "sides of " + seed);
    }
    for (boolean side : sides) {
      assertTrue(side, Arrays.toString(sides));
    }
  }

  /** Of the canvas, which is twice as large as the picture. */
  private static void assertMarginIsBackground(RgbImage before, RgbImage after, byte[] labels) {
    assertEquals(Part.SKIN.label(), labels[2 * SIDE * SIDE + SIDE], "the middle of the face");
    for (int at = 0; at < SIDE * SIDE; at++) {
      if (!Arrays.equals(before.rgb(), 3 * at, 3 * at + 3, after.rgb(), 3 * at, 3 * at + 3)) {
        int canvas = 2 * (at / SIDE) * 2 * SIDE + 2 * (at % SIDE);
        for (int place : new int[] {canvas, canvas + 1, canvas + 2 * SIDE, canvas + 2 * SIDE + 1}) {
          assertEquals(Part.BACKGROUND.label(), labels[place], "at " + place);
        }
      }
    }
  }
}
