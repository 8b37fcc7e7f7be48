package org.wingloss.data.synthetic.render;

/**
 * Fills the unknown part of a square picture smoothly from its known part: by pull and push through
 * a pyramid of averages (Gortler et al. 1996).
 */
public final class HoleFilling {
  private HoleFilling() {}

  /**
   * Fills.
   *
   * @param values channels of {@code side × side} values; changed in place
   * @param known how much of each value is known, 0 to 1
   */
  public static void fill(float[][] values, float[] known, int side) {
    if (side == 1) {
      return;
    }
    int half = (side + 1) / 2;
    float[][] coarse = new float[values.length][half * half];
    float[] weight = new float[half * half];
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        int to = y / 2 * half + x / 2;
        float w = known[y * side + x];
        weight[to] += w;
        for (int c = 0; c < values.length; c++) {
          coarse[c][to] += w * values[c][y * side + x];
        }
      }
    }
    for (int i = 0; i < weight.length; i++) {
      for (int c = 0; c < values.length && weight[i] > 0; c++) {
        coarse[c][i] /= weight[i];
      }
      weight[i] = Math.min(1, weight[i]);
    }
    fill(coarse, weight, half);
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        float w = known[y * side + x];
        for (int c = 0; c < values.length && w < 1; c++) {
          float[] channel = values[c];
          int at = y * side + x;
          channel[at] = w * channel[at] + (1 - w) * between(coarse[c], half, x, y);
        }
      }
    }
  }

  /** The coarse picture's value at a pixel of the fine one, linear in x and y. */
  private static float between(float[] coarse, int half, int x, int y) {
    float cx = Math.max(0, Math.min(half - 1, x / 2f - 0.25f));
    float cy = Math.max(0, Math.min(half - 1, y / 2f - 0.25f));
    int x0 = (int) cx;
    int y0 = (int) cy;
    int x1 = Math.min(half - 1, x0 + 1);
    int y1 = Math.min(half - 1, y0 + 1);
    float above =
        coarse[y0 * half + x0] + (cx - x0) * (coarse[y0 * half + x1] - coarse[y0 * half + x0]);
    float below =
        coarse[y1 * half + x0] + (cx - x0) * (coarse[y1 * half + x1] - coarse[y1 * half + x0]);
    return above + (cy - y0) * (below - above);
  }
}
