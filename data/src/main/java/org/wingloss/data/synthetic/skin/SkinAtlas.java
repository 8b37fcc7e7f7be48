package org.wingloss.data.synthetic.skin;

import static org.wingloss.data.synthetic.head.ShapeMode.bell;
import static org.wingloss.data.synthetic.head.ShapeMode.step;

import org.wingloss.data.synthetic.head.HeadTemplate;
import org.wingloss.data.synthetic.head.Outline;

/**
 * What lies where on the unrolled face: eight masks of 8 bits in one {@code long} per texel, made
 * once from the template's curves. A face chooses colours and thresholds for them.
 */
final class SkinAtlas {
  /** Lips. */
  static final int LIPS = 0;

  /** Brows: 128 on the edge of a medium brow, more inside. */
  static final int BROWS = 8;

  /** Edges of the lids and the fold above. */
  static final int LIDS = 16;

  /** Eye-shadow: from the upper lid to the brow. */
  static final int EYE_SHADOW = 24;

  /** Where blood shows: cheeks, nose, chin. */
  static final int BLUSH = 32;

  /** Beard: 128 on the edge of a medium beard. */
  static final int BEARD = 40;

  /** Dark hollows: nostrils, folds. */
  static final int HOLLOWS = 48;

  /** Moustache. */
  static final int MOUSTACHE = 56;

  private static final int SIDE = 288;
  private static final float LEFT = -110;
  private static final float TOP = -100;
  private static final float EXTENT = 220;
  private static final float PER_MM = SIDE / EXTENT;
  private static final SkinAtlas INSTANCE = new SkinAtlas();

  private final long[] texels = new long[SIDE * SIDE];

  private SkinAtlas() {
    HeadTemplate template = HeadTemplate.get();
    double[][] browLeft = line(template, "brow.left");
    double[][] browRight = line(template, "brow.right");
    double[][] upperLeft = line(template, "upper-lid.left");
    double[][] upperRight = line(template, "upper-lid.right");
    double[][] lowerLeft = line(template, "lower-lid.left");
    double[][] lowerRight = line(template, "lower-lid.right");
    double[][] upperLip = line(template, "upper-lip-inner");
    double[][] lowerLip = line(template, "lower-lip-inner");
    double[][] lips = ring(line(template, "upper-lip-outer"), line(template, "lower-lip-outer"));
    for (int row = 0; row < SIDE; row++) {
      double v = TOP + (row + 0.5) / PER_MM;
      for (int column = 0; column < SIDE; column++) {
        double u = LEFT + (column + 0.5) / PER_MM;
        double side = Math.abs(u);
        boolean left = u < 0;
        double[][] brow = left ? browLeft : browRight;
        double[][] upper = left ? upperLeft : upperRight;
        double[][] lower = left ? lowerLeft : lowerRight;
        boolean nearEye = v > -45 && v < 25;
        double toUpper = nearEye ? Outline.distance(upper, u, v)[0] : 99;
        double toLower = nearEye ? Outline.distance(lower, u, v)[0] : 99;
        double lid =
            Math.max(
                bell(toUpper, 0, 1.2),
                Math.max(
                    0.35 * bell(toLower, 0, 0.9),
                    toUpper < toLower && v < 0 ? 0.38 * bell(toUpper, 4.2, 0.7) : 0));
        double shadow = toUpper < toLower && v < 2 ? bell(toUpper, 0, 5) * step(v, -22, -8) : 0;
        double mouthLine =
            v > 58 && v < 75 && side < 30
                ? 0.75
                    * Math.max(
                        bell(Outline.distance(upperLip, u, v)[0], 0, 0.8),
                        bell(Outline.distance(lowerLip, u, v)[0], 0, 0.7))
                : 0;
        texels[row * SIDE + column] =
            bits(LIPS, v > 50 && v < 85 ? lips(lips, u, v) : 0)
                | bits(BROWS, v > -45 && v < 5 ? brow(brow, u, v) : 0)
                | bits(LIDS, lid)
                | bits(EYE_SHADOW, shadow)
                | bits(BLUSH, blush(side, v))
                | bits(BEARD, beard(side, v))
                | bits(HOLLOWS, Math.max(hollows(side, v), mouthLine))
                | bits(MOUSTACHE, moustache(side, v));
      }
    }
  }

  /** The one atlas. */
  static SkinAtlas get() {
    return INSTANCE;
  }

  /** All masks at (u, v), millimetres; 0 outside the atlas. */
  long at(float u, float v) {
    int x = (int) ((u - LEFT) * PER_MM);
    int y = (int) ((v - TOP) * PER_MM);
    return x < 0 || y < 0 || x >= SIDE || y >= SIDE ? 0 : texels[y * SIDE + x];
  }

  private static long bits(int shift, double value) {
    return Math.max(0, Math.min(255, Math.round(255 * value))) << shift;
  }

  private static double[][] line(HeadTemplate template, String name) {
    int[] vertices = template.curve(name).vertices();
    double[][] out = new double[vertices.length][];
    for (int i = 0; i < out.length; i++) {
      out[i] = template.sheet(vertices[i]);
    }
    return out;
  }

  private static double[][] ring(double[][] there, double[][] back) {
    double[][] out = new double[there.length + back.length][];
    for (int i = 0; i < out.length; i++) {
      out[i] = i < there.length ? there[i] : back[out.length - 1 - i];
    }
    return out;
  }

  private static double lips(double[][] ring, double u, double v) {
    return Math.max(0, Math.min(1, 0.5 + Outline.inside(ring, u, v) / 1.6));
  }

  private static double brow(double[][] line, double u, double v) {
    double[] d = Outline.distance(line, u, v - 1.5);
    double half = 1.4 + 2.6 * (1 - step(d[1], 0.45, 1.05)) * step(d[1], -0.25, 0.12);
    return 0.5 + (half - d[0]) / 10;
  }

  private static double blush(double side, double v) {
    return Math.max(
        0.9 * bell(side, 36, 14) * bell(v, 28, 13),
        Math.max(
            0.8 * bell(side, 0, 8) * bell(v, 35, 7), 0.4 * bell(side, 0, 12) * bell(v, 97, 9)));
  }

  private static double hollows(double side, double v) {
    double nostril =
        1.6 * StrictMath.exp(-sq((side - 6.2) / 3.1) - sq((v - 43.2 + 0.1 * side) / 1.5));
    double wing = 0.5 * bell(StrictMath.hypot(side - 9, v - 36), 8.6, 1) * step(side, 11, 15);
    double foldAt = 19 + (v - 40) * 0.42;
    double fold = 0.22 * bell(side, foldAt, 1.8) * step(v, 36, 44) * (1 - step(v, 62, 72));
    double philtrum = 0.12 * bell(side, 0, 2.2) * step(v, 46, 50) * (1 - step(v, 55, 58));
    double chin = 0.2 * bell(v, 84, 3) * bell(side, 0, 12);
    double corner = 0.35 * bell(side, 23, 2.5) * bell(v, 64.5, 2);
    double socket = 0.3 * bell(side, 13, 4) * bell(v, -2, 7);
    return Math.min(
        1, Math.max(Math.max(nostril, wing), Math.max(fold + philtrum, chin) + corner + socket));
  }

  private static double beard(double side, double v) {
    double edge =
        side < 16 ? 83 : side < 34 ? 83 - 25 * step(side, 16, 34) : 58 - 55 * step(side, 34, 92);
    double mouth = StrictMath.hypot(side / 1.5, (v - 68) * 0.9) - 18;
    double d = Math.min(v - edge, Math.max(mouth, v - 84));
    return 0.5 + Math.min(d, 125 - v) / 30;
  }

  private static double moustache(double side, double v) {
    double droop = 52.5 + 0.012 * side * side;
    return 0.5 + (4.5 - Math.abs(v - droop) - 4 * step(side, 18, 27)) / 12;
  }

  private static double sq(double t) {
    return t * t;
  }
}
