package org.wingloss.data.synthetic.scene;

import java.util.random.RandomGenerator;
import org.wingloss.data.synthetic.head.HeadShape;
import org.wingloss.data.synthetic.render.MeshGrid;
import org.wingloss.data.synthetic.render.Part;
import org.wingloss.data.synthetic.render.SceneMesh;
import org.wingloss.data.synthetic.render.Shader;
import org.wingloss.data.synthetic.render.Stage;
import org.wingloss.data.synthetic.render.Surface;

/** Spectacles or sunglasses: rims, bridge, temples and lenses. */
public final class Glasses {
  private static final int AROUND = 29;

  private final double halfWidth;
  private final double halfHeight;
  private final double roundness;
  private final double thickness;
  private final double drop;
  private final int frame;
  private final int tint;
  private final float opacity;
  private final boolean rimless;

  public Glasses(RandomGenerator random) {
    halfWidth = random.nextDouble(22, 28);
    halfHeight = halfWidth * random.nextDouble(0.58, 0.92);
    roundness = random.nextDouble(2, 3.6);
    thickness = random.nextDouble(0.8, 3.6);
    drop = random.nextDouble(1, 7);
    rimless = random.nextDouble() < 0.12;
    boolean sun = random.nextDouble() < 0.3;
    frame = random.nextDouble() < 0.6 ? 0x14110F : random.nextInt(0x1000000);
    tint = sun ? (random.nextBoolean() ? 0x101214 : 0x2E2013) : 0xE8F0F8;
    opacity = sun ? random.nextFloat(0.7f, 1) : random.nextFloat(0.02f, 0.14f);
  }

  /** Draws them on a head. */
  public void draw(Stage stage, HeadShape shape) {
    Surface frame = Surface.of(this::frame, Part.GLASSES);
    Surface lens = new Surface(this::lens, Part.LENS, 0, opacity);
    double widen = 1 + 0.045 * shape.identity(0);
    double front =
        19.5 + 2.2 * Math.max(0, shape.identity(15)) + 1.5 * Math.max(0, shape.identity(31));
    for (int side = -1; side <= 1; side += 2) {
      if (!rimless) {
        ring(side, widen, front).draw(stage, frame, 0, -300);
      }
      temple(side, widen, front).draw(stage, frame, 0, -80);
    }
    bridge(widen, front).draw(stage, frame, 0, -300);
    for (int side = -1; side <= 1; side += 2) {
      lens(side, widen, front).draw(stage, lens, 0, -300);
    }
  }

  private int frame(float u, float v, float red, float green, float blue, float gloss) {
    return Shader.lit(frame, red, green, blue, gloss * 0.5f);
  }

  private int lens(float u, float v, float red, float green, float blue, float gloss) {
    return Shader.lit(tint, red, green, blue, gloss * 0.7f);
  }

  /** A point of the rim's outline, grown by some millimetres: {@code {x, y}}. */
  private double[] outline(int side, double widen, double angle, double grow) {
    double c = StrictMath.cos(angle);
    double s = StrictMath.sin(angle);
    double p = 2 / roundness;
    double x = Math.signum(c) * StrictMath.pow(Math.abs(c), p) * (halfWidth + grow);
    double y = Math.signum(s) * StrictMath.pow(Math.abs(s), p) * (halfHeight + grow);
    return new double[] {side * (33 + x) * widen, drop + y};
  }

  private SceneMesh ring(int side, double widen, double front) {
    Builder b = new Builder(AROUND, 3);
    for (int row = 0; row < 3; row++) {
      for (int i = 0; i < AROUND; i++) {
        double[] p =
            outline(side, widen, 2 * Math.PI * i / (AROUND - 1), row == 2 ? -thickness : 0);
        b.add(p[0], p[1], bow(p[0], front) - (row == 0 ? 3 : 0), i, row);
      }
    }
    return b.solid();
  }

  private SceneMesh lens(int side, double widen, double front) {
    Builder b = new Builder(AROUND, 2);
    for (int row = 0; row < 2; row++) {
      for (int i = 0; i < AROUND; i++) {
        double[] p = outline(side, widen, 2 * Math.PI * i / (AROUND - 1), -thickness * 0.9);
        double x = row == 0 ? p[0] : side * 33 * widen;
        double y = row == 0 ? p[1] : drop;
        b.add(x, y, bow(p[0], front) - 0.5 + row, i, row);
      }
    }
    return b.solid();
  }

  private SceneMesh bridge(double widen, double front) {
    Builder b = new Builder(5, 2);
    double inner = (33 - halfWidth) * widen + 0.5;
    for (int row = 0; row < 2; row++) {
      for (int i = 0; i < 5; i++) {
        double t = i / 2.0 - 1;
        double y =
            drop
                - halfHeight * 0.35
                - 2 * (1 - t * t)
                + (row == 0 ? -1 : 1) * Math.max(0.8, thickness * 0.7);
        b.add(t * inner, y, front + 8 * (1 - t * t) * 0.6 + 1, i, row);
      }
    }
    return b.solid();
  }

  private SceneMesh temple(int side, double widen, double front) {
    Builder b = new Builder(6, 2);
    double outer = (33 + halfWidth) * widen;
    double half = Math.max(0.8, thickness * 0.6);
    for (int row = 0; row < 2; row++) {
      for (int i = 0; i < 6; i++) {
        double t = i / 5.0;
        double start = bow(outer, front);
        double x = side * (outer + t * (78 * widen - outer + 3));
        b.add(
            x,
            drop - halfHeight * 0.4 + (row == 0 ? -half : half),
            start + t * (-92 - start),
            i,
            row);
      }
    }
    return b.solid();
  }

  /** Rims bend back towards the temples. */
  private static double bow(double x, double front) {
    return front - x * x / 420;
  }

  /** Collects a grid of vertices. */
  private static final class Builder {
    private final int columns;
    private final int rows;
    private final float[] x;
    private final float[] y;
    private final float[] z;
    private final float[] u;
    private final float[] v;
    private int next;

    Builder(int columns, int rows) {
      this.columns = columns;
      this.rows = rows;
      x = new float[columns * rows];
      y = x.clone();
      z = x.clone();
      u = x.clone();
      v = x.clone();
    }

    void add(double px, double py, double pz, double pu, double pv) {
      x[next] = (float) px;
      y[next] = (float) py;
      z[next] = (float) pz;
      u[next] = (float) pu;
      v[next++] = (float) pv;
    }

    SceneMesh solid() {
      return new SceneMesh(MeshGrid.triangles(columns, rows, 0), x, y, z, u, v);
    }
  }
}
