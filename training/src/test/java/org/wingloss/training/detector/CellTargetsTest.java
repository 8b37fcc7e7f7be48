package org.wingloss.training.detector;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.wingloss.data.geometry.Box;

/** Scenes of 64 pixels: 8 × 8 cells whose middles are at 3.5, 11.5 … 59.5. */
class CellTargetsTest {
  private static final int CELLS = 64;

  private static CellTargets targets(Box... boxes) {
    return new CellTargets(ScenesOfBoxes.batch(64, boxes));
  }

  private static int sum(float[] values) {
    int sum = 0;
    for (float value : values) {
      sum += (int) value;
    }
    return sum;
  }

  @Test
  void faceInRange_makesItsMiddleCellsPositive() {
    // 24 × 32 about (27.5, 27.5): the middle of cell 3, 3.
    CellTargets targets = targets(new Box(15.5, 11.5, 39.5, 43.5));
    int cell = 3 * 8 + 3;
    assertEquals(1, targets.faces()[cell]);
    assertEquals(1, sum(targets.faces()));
    assertEquals(0, targets.boxes()[cell], 1e-6);
    assertEquals(0, targets.boxes()[CELLS + cell], 1e-6);
    assertEquals(Math.log(24 / 32.0), targets.boxes()[2 * CELLS + cell], 1e-6);
    assertEquals(0, targets.boxes()[3 * CELLS + cell], 1e-6);
    // The cells about the middle are passed over, those off the face count.
    assertEquals(0, targets.counted()[cell + 1]);
    assertEquals(0, targets.counted()[cell - 8]);
    assertEquals(1, targets.counted()[cell + 2]);
    assertEquals(1, targets.counted()[0]);
  }

  @Test
  void faceBetweenCells_isMeasuredFromEach() {
    // The middle (31.5, 27.5) lies between the cells 3 and 4 of row 3.
    CellTargets targets = targets(new Box(15.5, 11.5, 47.5, 43.5));
    assertEquals(2, sum(targets.faces()));
    assertEquals(4 / 32.0, targets.boxes()[3 * 8 + 3], 1e-6);
    assertEquals(-4 / 32.0, targets.boxes()[3 * 8 + 4], 1e-6);
  }

  @Test
  void faceALittleOutOfRange_isPassedOver() {
    for (double size : new double[] {12, 70}) {
      CellTargets targets =
          targets(new Box(31.5 - size / 2, 31.5 - size / 2, 31.5 + size / 2, 31.5 + size / 2));
      assertEquals(0, sum(targets.faces()), size + " px");
      assertEquals(0, targets.counted()[3 * 8 + 3], size + " px");
    }
  }

  @Test
  void muchLargerFace_isNone() {
    CellTargets targets = targets(new Box(-20, -20, 84, 84));
    assertEquals(0, sum(targets.faces()));
    assertEquals(CELLS, sum(targets.counted()));
  }

  @Test
  void twoFaces_keepTheirPositiveCells() {
    Box small = new Box(8.5, 8.5, 30.5, 30.5);
    CellTargets one = targets(small);
    CellTargets both = targets(small, new Box(24.5, 8.5, 62.5, 46.5));
    CellTargets turned = targets(new Box(24.5, 8.5, 62.5, 46.5), small);
    assertTrue(sum(both.faces()) > sum(one.faces()));
    assertArrayEquals(both.faces(), turned.faces());
    for (int i = 0; i < CELLS; i++) {
      assertTrue(one.faces()[i] <= both.faces()[i]);
      assertTrue(both.faces()[i] <= both.counted()[i], "a positive cell counts");
    }
  }

  @Test
  void twoScenes_areWhatEachIsAlone() {
    Box face = new Box(15.5, 11.5, 39.5, 43.5);
    Box left = new Box(8.5, 8.5, 30.5, 30.5);
    Box right = new Box(24.5, 8.5, 62.5, 46.5);
    CellTargets first = targets(face);
    CellTargets second = targets(left, right);
    CellTargets both =
        new CellTargets(ScenesOfBoxes.batch(64, List.of(List.of(face), List.of(left, right))));
    assertArrayEquals(joined(first.faces(), second.faces()), both.faces());
    assertArrayEquals(joined(first.counted(), second.counted()), both.counted());
    assertArrayEquals(joined(first.boxes(), second.boxes()), both.boxes());
  }

  private static float[] joined(float[] first, float[] second) {
    float[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  @Test
  void noFace_countsEverywhere() {
    CellTargets targets = new CellTargets(ScenesOfBoxes.batch(64, new Box(100, 100, 130, 130)));
    assertEquals(0, sum(targets.faces()));
    assertEquals(CELLS, sum(targets.counted()));
  }
}
