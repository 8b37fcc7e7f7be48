package org.wingloss.data.synthetic.render;

/**
 * Shadow map, where the head stands in its own light: the head is drawn once more, small, as the
 * key light sees it; what lies clearly behind the surface drawn there is in shadow (Williams 1978).
 */
public final class ShadowMap {
  private static final int SIDE = 72;

  /** Millimetres per pixel. */
  private static final float STEP = 4.2f;

  /** Depths are drawn as positive numbers. */
  private static final float SHIFT = 1000;

  /** How far behind the lit surface shadow begins, millimetres. */
  private static final float TOLERANCE = 4;

  private final Canvas map = new Canvas(SIDE);
  private final float[] right = new float[3];
  private final float[] down = new float[3];
  private final float[] towards;

  /**
   * The shadows of rotated vertices.
   *
   * @param towards unit vector to the light
   */
  public ShadowMap(int[] triangles, float[] x, float[] y, float[] z, float[] towards) {
    this.towards = towards.clone();
    double flat = Math.hypot(towards[0], towards[2]) + 1e-6;
    right[0] = (float) (towards[2] / flat);
    right[2] = (float) (-towards[0] / flat);
    down[0] = towards[1] * right[2];
    down[1] = towards[2] * right[0] - towards[0] * right[2];
    down[2] = -towards[1] * right[0];
    ProjectedVertices vs = new ProjectedVertices(x.length, x, y);
    for (int i = 0; i < x.length; i++) {
      vs.x[i] = column(x[i], z[i]);
      vs.y[i] = row(x[i], y[i], z[i]);
      vs.near[i] = SHIFT + depth(x[i], y[i], z[i]);
    }
    map.draw(triangles, vs, Surface.of((u, v, r, g, b, gloss) -> 0, Part.SKIN));
  }

  /** The share of the key light that reaches a rotated place, 0 to 1. */
  public float lit(float x, float y, float z) {
    float at = SHIFT + depth(x, y, z) + TOLERANCE;
    int column = Math.round(column(x, z));
    int row = Math.round(row(x, y, z));
    if (column < 1 || row < 1 || column >= SIDE - 1 || row >= SIDE - 1) {
      return 1;
    }
    int open = 0;
    for (int dy = -1; dy <= 1; dy++) {
      for (int dx = -1; dx <= 1; dx++) {
        open += map.near()[(row + dy) * SIDE + column + dx] <= at ? 1 : 0;
      }
    }
    return open * (1 / 9f);
  }

  private float column(float x, float z) {
    return SIDE / 2f + (right[0] * x + right[2] * z) / STEP;
  }

  private float row(float x, float y, float z) {
    return SIDE / 2f + (down[0] * x + down[1] * y + down[2] * z) / STEP;
  }

  private float depth(float x, float y, float z) {
    return towards[0] * x + towards[1] * y + towards[2] * z;
  }
}
