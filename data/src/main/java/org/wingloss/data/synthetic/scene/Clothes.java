package org.wingloss.data.synthetic.scene;

import org.wingloss.data.synthetic.render.MeshGrid;
import org.wingloss.data.synthetic.render.NoiseTexture;
import org.wingloss.data.synthetic.render.Part;
import org.wingloss.data.synthetic.render.SceneMesh;
import org.wingloss.data.synthetic.render.Shader;
import org.wingloss.data.synthetic.render.Stage;
import org.wingloss.data.synthetic.render.Surface;
import org.wingloss.data.synthetic.skin.Appearance;

/** Shoulders under cloth. */
public final class Clothes {
  private static final int COLUMNS = 21;
  private static final double[][] PROFILE = {
    {150, 57, 52},
    {158, 64, 56},
    {168, 84, 66},
    {180, 120, 78},
    {196, 160, 92},
    {225, 190, 105},
    {300, 205, 115},
    {420, 210, 120}
  };

  private Clothes() {}

  /** Draws them, with the camera's yaw and roll but upright. */
  public static void draw(Stage stage, Appearance look) {
    int rows = PROFILE.length;
    int n = COLUMNS * rows;
    float[] x = new float[n];
    float[] y = new float[n];
    float[] z = new float[n];
    float[] u = new float[n];
    float[] v = new float[n];
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < COLUMNS; c++) {
        int i = r * COLUMNS + c;
        double angle = 2 * Math.PI * c / (COLUMNS - 1);
        x[i] = (float) (PROFILE[r][1] * StrictMath.sin(angle));
        y[i] = (float) (PROFILE[r][0] - 8 * StrictMath.cos(angle) * (r == 0 ? -1 : 0));
        z[i] = (float) (-86 + PROFILE[r][2] * StrictMath.cos(angle));
        u[i] = x[i];
        v[i] = y[i];
      }
    }
    int mode = look.clothes & 3;
    int second = look.clothes ^ 0x5A3C66;
    Shader paint =
        (pu, pv, red, green, blue, gloss) -> {
          float fold = 1 + 0.15f * NoiseTexture.at(NoiseTexture.CLOUDS, pu * 0.8f, pv * 0.6f);
          boolean stripe =
              mode == 1
                  ? ((int) (pv + 1000) / 14 & 1) == 0
                  : mode == 2 && ((int) (pu + 1000) / 17 & 1) == 0;
          return Shader.lit(
              stripe ? second : look.clothes, red * fold, green * fold, blue * fold, 0);
        };
    new SceneMesh(MeshGrid.triangles(COLUMNS, rows, 0), x, y, z, u, v)
        .draw(stage, Surface.of(paint, Part.CLOTHES), 300, -86);
  }
}
