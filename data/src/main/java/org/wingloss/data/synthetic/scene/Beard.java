package org.wingloss.data.synthetic.scene;

import java.util.random.RandomGenerator;
import org.wingloss.data.synthetic.head.HeadShape;
import org.wingloss.data.synthetic.head.HeadTemplate;
import org.wingloss.data.synthetic.head.ShapeMode;
import org.wingloss.data.synthetic.head.SheetPatch;
import org.wingloss.data.synthetic.render.MeshGrid;
import org.wingloss.data.synthetic.render.NoiseTexture;
import org.wingloss.data.synthetic.render.Part;
import org.wingloss.data.synthetic.render.SceneMesh;
import org.wingloss.data.synthetic.render.Shader;
import org.wingloss.data.synthetic.render.Stage;
import org.wingloss.data.synthetic.render.Surface;
import org.wingloss.data.synthetic.skin.Appearance;

/**
 * A full beard: a shell of hair over jaw and chin, which may hang below them, and most times a
 * moustache. It hides the jaw, whose landmarks stay where the skin is.
 */
public final class Beard {
  /** Rows from the cheek to the edge of the jaw, then those that hang. */
  private static final int SKIN_ROWS = 6;

  private static final int ROWS = SKIN_ROWS + 3;
  private static final int[] JAW = HeadTemplate.get().curve("jaw").vertices();
  private static final int LIP_COLUMNS = 15;
  private static final int LIP_ROWS = 4;
  private static final SheetPatch LIP = new SheetPatch(LIP_COLUMNS, LIP_ROWS, Beard::placeOnLip);

  private final double reach;
  private final double thickness;
  private final double hang;
  private final double sideburns;
  private final boolean moustache;
  private final int colour;
  private final float fuzz;
  private final float shine;
  private final float at;
  private final SheetPatch jaw;

  public Beard(RandomGenerator random, Appearance look) {
    reach = random.nextDouble(0.45, 1);
    thickness = random.nextDouble(1.5, 9);
    hang = Math.max(0, random.nextGaussian() * 14);
    sideburns = random.nextDouble() < 0.3 ? random.nextDouble(0.3, 0.7) : 1;
    moustache = random.nextDouble() < 0.85;
    colour = Shader.mix(look.hair, 0x8E8A86, random.nextDouble() < 0.25 ? random.nextFloat() : 0);
    fuzz = random.nextFloat(0.2f, 0.6f);
    shine = random.nextFloat(0.02f, 0.2f);
    at = random.nextFloat(0, 256);
    jaw = new SheetPatch(JAW.length, SKIN_ROWS, this::placeOnJaw);
  }

  /** From the jaw towards cheek and lower lip; the last row is the edge of the jaw. */
  private double[] placeOnJaw(int column, int row) {
    double[] edge = HeadTemplate.get().sheet(JAW[column]);
    double aside = aside(column);
    double share = reach * (1 - row / (SKIN_ROWS - 1.0));
    double inwards = 0.15 + 0.3 * (1 - ShapeMode.step(aside, 0.55, 0.95));
    double upwards = 25 * (1 - ShapeMode.step(aside, 0.1, 0.5));
    return new double[] {edge[0] * (1 - inwards * share), edge[1] - upwards * share};
  }

  /** 0 at the chin, 1 at the ears. */
  private static double aside(int column) {
    double middle = (JAW.length - 1) / 2.0;
    return Math.abs(column - middle) / middle;
  }

  /** Between nose and lips, and down beside the mouth. */
  private static double[] placeOnLip(int column, int row) {
    double across = 2.0 * column / (LIP_COLUMNS - 1) - 1;
    double down = row / (LIP_ROWS - 1.0);
    double corner = across * across;
    double top = 49 + 10 * corner;
    double bottom = 57.5 + 10 * corner * corner;
    return new double[] {across * (26 + 5 * down), top + (bottom - top) * down};
  }

  /** Draws it on a head. */
  public void draw(Stage stage, HeadShape head) {
    int columns = JAW.length;
    float[] x = new float[columns * ROWS];
    float[] y = new float[columns * ROWS];
    float[] z = new float[columns * ROWS];
    jaw.place(head, x, y, z);
    for (int i = 0; i < x.length; i++) {
      int column = i % columns;
      int row = i / columns;
      double aside = aside(column);
      if (row >= SKIN_ROWS) {
        double share = (row - SKIN_ROWS + 1.0) / (ROWS - SKIN_ROWS);
        int edge = (SKIN_ROWS - 1) * columns + column;
        double fall = (3 + hang) * (1 - ShapeMode.step(aside, 0.35, 0.8));
        x[i] = (float) (x[edge] * (1 - 0.12 * share));
        y[i] = (float) (y[edge] + fall * share);
        z[i] = (float) (z[edge] - 6 * share);
      } else {
        double out = 0.8 + thickness * ShapeMode.step(row, 0, SKIN_ROWS - 1) * (1 - 0.7 * aside);
        lift(i, out, x, y, z);
      }
    }
    draw(stage, columns, ROWS, x, y, z);
    if (moustache) {
      int n = LIP_COLUMNS * LIP_ROWS;
      float[] lipX = new float[n];
      float[] lipY = new float[n];
      float[] lipZ = new float[n];
      LIP.place(head, lipX, lipY, lipZ);
      for (int i = 0; i < n; i++) {
        lift(i, 1 + 0.3 * thickness, lipX, lipY, lipZ);
      }
      draw(stage, LIP_COLUMNS, LIP_ROWS, lipX, lipY, lipZ);
    }
  }

  /** Away from the head's vertical axis. */
  private static void lift(int i, double by, float[] x, float[] y, float[] z) {
    double dz = z[i] + 70;
    double length = Math.hypot(x[i], dz);
    x[i] += (float) (by * x[i] / length);
    y[i] += (float) (by * 0.3);
    z[i] += (float) (by * dz / length);
  }

  private void draw(Stage stage, int columns, int rows, float[] x, float[] y, float[] z) {
    float[] u = new float[x.length];
    float[] v = new float[x.length];
    for (int i = 0; i < x.length; i++) {
      u[i] = 150f * (i % columns) / (columns - 1);
      int row = i / columns;
      v[i] = row / (rows - 1f);
    }
    boolean whole = rows == ROWS;
    Shader shader =
        (pu, pv, red, green, blue, gloss) -> paint(whole, pu, pv, red, green, blue, gloss);
    new SceneMesh(MeshGrid.triangles(columns, rows, 0), x, y, z, u, v)
        .draw(stage, Surface.of(shader, Part.HAIR), 20, -70);
  }

  private int paint(
      boolean whole, float u, float v, float red, float green, float blue, float gloss) {
    float strand = NoiseTexture.at(NoiseTexture.STRANDS, u * 1.9f + at, v * 90);
    float cloud = NoiseTexture.at(NoiseTexture.CLOUDS, u * 0.8f + at, v * 40);
    float thin = 0.5f + 0.35f * strand + 0.35f * cloud;
    // It begins softly, ends in tips, and may leave the sides of the face free.
    float edge = Math.min(v, 1.05f - v) / fuzz;
    float side = whole ? 1 - Math.abs(u - 75) / 75 : Math.min(u, 150 - u) / 60;
    float free = whole ? (float) ((side - (1 - sideburns)) / 0.15 + 0.6) : side + 0.3f;
    if (Math.min(edge, free) < thin) {
      return Shader.NOTHING;
    }
    float tone = 0.85f + 0.4f * strand;
    return Shader.lit(colour, red * tone, green * tone, blue * tone, gloss * shine);
  }
}
