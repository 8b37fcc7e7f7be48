package org.wingloss.data.synthetic.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class HoleFillingTest {
  private static final int SIDE = 21;

  @Test
  void fill_constantKnownPart_isConstantEverywhere() {
    float[][] values = new float[3][SIDE * SIDE];
    float[] known = new float[SIDE * SIDE];
    known[10 * SIDE + 10] = 1;
    known[3 * SIDE + 17] = 0.25f;
    for (int i = 0; i < known.length; i++) {
      for (int c = 0; c < 3; c++) {
        values[c][i] = known[i] > 0 ? 40 + c : 255;
      }
    }
    HoleFilling.fill(values, known, SIDE);
    for (int i = 0; i < known.length; i++) {
      assertEquals(42, values[2][i], 1e-3);
    }
  }

  @Test
  void fill_knownPixels_stayAsTheyAre() {
    float[][] values = new float[3][SIDE * SIDE];
    float[] known = new float[SIDE * SIDE];
    for (int i = 0; i < known.length; i++) {
      known[i] = i % 3 == 0 ? 1 : 0;
      values[0][i] = i;
    }
    float[] before = values[0].clone();
    HoleFilling.fill(values, known, SIDE);
    for (int i = 0; i < known.length; i += 3) {
      assertEquals(before[i], values[0][i]);
    }
  }

  @Test
  void fill_darkLeftAndBrightRight_riseFromOneToTheOther() {
    float[][] values = new float[3][SIDE * SIDE];
    float[] known = new float[SIDE * SIDE];
    for (int y = 0; y < SIDE; y++) {
      known[y * SIDE] = 1;
      known[y * SIDE + SIDE - 1] = 1;
      for (float[] channel : values) {
        Arrays.fill(channel, y * SIDE + 1, y * SIDE + SIDE, 200);
      }
    }
    HoleFilling.fill(values, known, SIDE);
    int row = 10 * SIDE;
    for (int x = 1; x < SIDE; x++) {
      assertTrue(values[1][row + x] >= values[1][row + x - 1] - 1e-3, "column " + x);
    }
    assertTrue(values[1][row + 10] > 20 && values[1][row + 10] < 180);
  }
}
