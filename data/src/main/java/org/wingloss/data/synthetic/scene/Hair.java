package org.wingloss.data.synthetic.scene;

import java.util.random.RandomGenerator;
import org.wingloss.data.synthetic.head.HeadShape;
import org.wingloss.data.synthetic.head.ShapeMode;
import org.wingloss.data.synthetic.render.MeshGrid;
import org.wingloss.data.synthetic.render.NoiseTexture;
import org.wingloss.data.synthetic.render.Part;
import org.wingloss.data.synthetic.render.SceneMesh;
import org.wingloss.data.synthetic.render.Shader;
import org.wingloss.data.synthetic.render.Stage;
import org.wingloss.data.synthetic.render.Surface;
import org.wingloss.data.synthetic.skin.Appearance;

/**
 * Hair, hats and scarves as one shell over the skull. From the crown every longitude runs down
 * along the dome and then hangs; a style says how far it reaches and how thick it is.
 */
public final class Hair {
  private static final int COLUMNS = 41;
  private static final int ROWS = 15;

  /** The hairline: heights in millimetres by longitude in degrees, 0 is the forehead's middle. */
  private static final double[][] HAIRLINE = {
    {0, -73},
    {30, -71},
    {45, -60},
    {58, -40},
    {68, -18},
    {78, 8},
    {86, 12},
    {93, -12},
    {112, -10},
    {125, 30},
    {140, 58},
    {180, 60}
  };

  private enum Style {
    NONE,
    CROPPED,
    SHORT,
    BOB,
    LONG,
    CURLY,
    HAT,
    SCARF
  }

  private final Style style;
  private final double recede;
  private final double fringe;
  private final double part;
  private final double volume;
  private final double length;
  private final double curl;
  private final double phase;
  private final int colour;
  private final float frizz;
  private final float shine;

  public Hair(RandomGenerator random, Appearance look) {
    double pick = random.nextDouble();
    style =
        look.bearded || pick < 0.5
            ? pick(
                random,
                Style.NONE,
                Style.CROPPED,
                Style.SHORT,
                Style.SHORT,
                Style.SHORT,
                Style.CURLY,
                Style.HAT)
            : pick(
                random,
                Style.BOB,
                Style.LONG,
                Style.LONG,
                Style.LONG,
                Style.CURLY,
                Style.SHORT,
                Style.SCARF,
                Style.HAT);
    recede = random.nextGaussian() * 6 - (look.bearded ? 4 : 0);
    boolean bangs =
        (style == Style.BOB || style == Style.LONG || style == Style.SHORT)
            && random.nextDouble() < 0.3;
    fringe = bangs ? random.nextDouble(18, 46) : 0;
    part = random.nextGaussian() * 28;
    volume =
        switch (style) {
          case NONE, CROPPED -> 1;
          case SHORT -> random.nextDouble(4, 14);
          case BOB, LONG -> random.nextDouble(6, 18);
          case CURLY -> random.nextDouble(14, 42);
          case HAT -> random.nextDouble(8, 16);
          case SCARF -> random.nextDouble(6, 12);
        };
    length =
        switch (style) {
          case BOB -> random.nextDouble(60, 110);
          case LONG -> random.nextDouble(120, 220);
          case SCARF -> 190;
          case CURLY -> random.nextDouble(-10, 80);
          default -> 0;
        };
    curl = style == Style.CURLY ? random.nextDouble(2, 5) : random.nextDouble(0, 1.5);
    phase = random.nextDouble(0, 6);
    boolean cloth = style == Style.HAT || style == Style.SCARF;
    colour = cloth ? random.nextInt(0x1000000) : look.hair;
    frizz = cloth ? 0 : random.nextFloat(0.03f, 0.16f);
    shine = cloth ? 0.02f : random.nextFloat(0.05f, 0.35f);
  }

  private static Style pick(RandomGenerator random, Style... styles) {
    return styles[random.nextInt(styles.length)];
  }

  /** Draws the shell. */
  public void draw(Stage stage, HeadShape shape) {
    if (style == Style.NONE) {
      return;
    }
    int n = COLUMNS * ROWS;
    float[] x = new float[n];
    float[] y = new float[n];
    float[] z = new float[n];
    float[] u = new float[n];
    float[] v = new float[n];
    for (int c = 0; c < COLUMNS; c++) {
      double degrees = -180 + 360.0 * c / (COLUMNS - 1);
      double end = end(degrees);
      for (int r = 0; r < ROWS; r++) {
        int i = r * COLUMNS + c;
        place(i, degrees, r / (ROWS - 1.0), end, x, y, z);
        shape.followHead(i, x, y, z);
        u[i] = (float) (degrees * 1.6);
        v[i] = r / (ROWS - 1f);
      }
    }
    SceneMesh solid = new SceneMesh(MeshGrid.triangles(COLUMNS, ROWS, 0), x, y, z, u, v);
    solid.draw(stage, Surface.of(this::paint, Part.HAIR), -28, -80);
  }

  private double end(double degrees) {
    double side = Math.abs(degrees);
    double line = HAIRLINE[HAIRLINE.length - 1][1];
    for (int k = 1; k < HAIRLINE.length; k++) {
      if (side <= HAIRLINE[k][0]) {
        double t = (side - HAIRLINE[k - 1][0]) / (HAIRLINE[k][0] - HAIRLINE[k - 1][0]);
        line = HAIRLINE[k - 1][1] + t * (HAIRLINE[k][1] - HAIRLINE[k - 1][1]);
        break;
      }
    }
    double front = 1 - ShapeMode.step(side, 35, 70);
    double out = line - recede * front;
    double wave = 5 * StrictMath.sin(degrees * 0.11 + phase);
    return switch (style) {
      case HAT -> Math.min(20, -52 + fringe + 30 * ShapeMode.step(side, 60, 120));
      case SCARF ->
          side < 68 ? Math.max(line, -60) - 8 : out + (length - out) * ShapeMode.step(side, 68, 80);
      default -> {
        double lock = fringe * (1 - ShapeMode.step(Math.abs(degrees - part * 0.5), 30, 58));
        double hang = length != 0 ? (length - out) * ShapeMode.step(side, 66, 90) : 0;
        yield out + lock + Math.max(0, hang) + (length != 0 || fringe > 0 ? wave * 0.6 : 0);
      }
    };
  }

  private void place(int i, double degrees, double t, double end, float[] x, float[] y, float[] z) {
    double longitude = Math.toRadians(degrees);
    double side = Math.abs(degrees);
    double front = 1 - ShapeMode.step(side, 60, 120);
    double thick = style == Style.CROPPED ? 3.5 : volume;
    double crown = -28 - 88 - thick;
    double fall = Math.max(5, end - crown);
    // Equal steps of the way down, denser in the dome where it curves.
    double height = crown + fall * Math.pow(t, 1.25);
    double cut = (height + 28) / (-crown - 28);
    double ring = cut < 0 ? StrictMath.pow(1 - StrictMath.pow(Math.min(1, -cut), 2.6), 0.45) : 1;
    double below = Math.max(0, height + 28);
    double taper = (1 - t) * (1 - t);
    double puff = thick * (0.35 + 0.65 * Math.min(1, 4 * t * (1 - t) + 0.25 * below / 60));
    double ripple = curl * StrictMath.sin(height * 0.16 + phase + degrees * 0.21);
    double rx = 74 + puff + ripple - 0.05 * below - (length > 0 ? 0 : 0.1 * below);
    double rz = (front * 105 + (1 - front) * 95) + puff * 0.8 + ripple;
    double tuck = front * 4 * (1 - taper) * ShapeMode.step(t, 0.7, 1);
    x[i] = (float) ((rx - tuck) * ring * StrictMath.sin(longitude));
    y[i] = (float) height;
    z[i] = (float) (-80 + (rz - tuck) * ring * StrictMath.cos(longitude));
  }

  private int paint(float u, float v, float red, float green, float blue, float gloss) {
    if (style == Style.HAT || style == Style.SCARF) {
      float weave = 1 + 0.12f * NoiseTexture.at(NoiseTexture.STRANDS, u * 2, v * 90);
      return Shader.lit(colour, red * weave, green * weave, blue * weave, gloss * shine);
    }
    float strand = NoiseTexture.at(NoiseTexture.STRANDS, u * 1.7f, v * 120);
    float tip = 1 - (style == Style.CROPPED ? 0.12f : 0.09f + frizz) * (0.5f + 0.5f * strand);
    if (v > tip) {
      return Shader.NOTHING;
    }
    float tone = 0.92f + 0.34f * strand;
    return Shader.lit(colour, red * tone, green * tone, blue * tone, gloss * shine * (1 + strand));
  }
}
