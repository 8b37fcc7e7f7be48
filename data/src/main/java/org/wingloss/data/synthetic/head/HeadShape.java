package org.wingloss.data.synthetic.head;

import java.util.List;
import java.util.random.RandomGenerator;
import org.wingloss.data.synthetic.render.Part;

/** The mesh of one person with one expression: the neutral head plus coefficients times modes. */
public final class HeadShape {
  /** Width, depth and height of the skull among the {@link IdentityModes}. */
  private static final int[] SKULL_MODES = {0, 2, 6};

  private static final float[][] IDENTITY =
      ShapeMode.tabulate(IdentityModes.ALL, HeadMesh.get().sites());
  private static final float[][] EXPRESSION =
      ShapeMode.tabulate(ExpressionModes.ALL, HeadMesh.get().sites());
  private static final float[] BASE = base();

  private final double[] identity;
  private final double[] expression;
  private final float[] x;
  private final float[] y;
  private final float[] z;

  private HeadShape(double[] identity, double[] expression, float[] x, float[] y, float[] z) {
    this.identity = identity;
    this.expression = expression;
    this.x = x;
    this.y = y;
    this.z = z;
  }

  HeadShape(double[] identity, double[] expression) {
    this.identity = identity.clone();
    this.expression = expression.clone();
    int n = HeadMesh.get().sites().size();
    float[] sum = BASE.clone();
    add(sum, identity, IDENTITY);
    add(sum, expression, EXPRESSION);
    x = new float[n];
    y = new float[n];
    z = new float[n];
    for (int i = 0; i < n; i++) {
      x[i] = sum[3 * i];
      y[i] = sum[3 * i + 1];
      z[i] = sum[3 * i + 2];
    }
  }

  /**
   * A random head.
   *
   * @param identityStrength spread of the identity's coefficients, 1 natural
   * @param expressionStrength strength of the expression, 1 natural
   */
  public static HeadShape random(
      RandomGenerator random, double identityStrength, double expressionStrength) {
    double[] identity = new double[IdentityModes.ALL.size()];
    for (int i = 0; i < identity.length; i++) {
      double c = random.nextGaussian();
      identity[i] = identityStrength * Math.max(-2.5, Math.min(2.5, c));
    }
    return new HeadShape(identity, Expression.random(random, expressionStrength));
  }

  /** The mean head at rest, its lips closed. */
  static HeadShape resting() {
    return withParted(0);
  }

  /**
   * The mean head at rest, its lips apart.
   *
   * @param gap between the inner edges of its lips, millimetres, 0 and more
   */
  public static HeadShape withParted(double gap) {
    return new HeadShape(new double[IdentityModes.ALL.size()], Expression.parted(gap));
  }

  /**
   * A random change of a photographed head: what its skin can follow, since no eye opens or closes.
   *
   * @param strength spread of the coefficients, 1 natural
   * @param mouth how far its lips may part, 1 natural, 0 not at all
   */
  public static HeadShape randomChange(RandomGenerator random, double strength, double mouth) {
    double[] identity = new double[IdentityModes.ALL.size()];
    for (int i = 0; i < identity.length; i++) {
      double c = strength * Math.max(-2.5, Math.min(2.5, random.nextGaussian()));
      identity[i] = IdentityModes.ALL.get(i).name().equals("eye-opening") ? 0 : c;
    }
    return new HeadShape(identity, Expression.randomChange(random, strength, mouth));
  }

  /** The same coefficients, the vertices elsewhere. */
  public HeadShape at(float[] newX, float[] newY, float[] newZ) {
    return new HeadShape(identity, expression, newX, newY, newZ);
  }

  /** Coefficient of an identity mode. */
  public double identity(int mode) {
    return identity[mode];
  }

  /** Coefficient of an expression mode. */
  double expression(int mode) {
    return expression[mode];
  }

  /** Vertices' x, millimetres; not to be changed. */
  public float[] x() {
    return x;
  }

  /** Vertices' y. */
  public float[] y() {
    return y;
  }

  /** Vertices' z. */
  public float[] z() {
    return z;
  }

  /** Moves a point that sits on the skull as the identity moves the skull. */
  public void followHead(int i, float[] x, float[] y, float[] z) {
    double dx = 0;
    double dy = 0;
    double dz = 0;
    HeadVertex site = new HeadVertex(x[i], y[i], z[i], Part.SKULL, 0, 0, 0);
    double[] d = new double[3];
    for (int mode : SKULL_MODES) {
      java.util.Arrays.fill(d, 0);
      IdentityModes.ALL.get(mode).field().at(site, d);
      dx += identity[mode] * d[0];
      dy += identity[mode] * d[1];
      dz += identity[mode] * d[2];
    }
    x[i] += (float) dx;
    y[i] += (float) dy;
    z[i] += (float) dz;
  }

  private static void add(float[] sum, double[] coefficients, float[][] modes) {
    for (int m = 0; m < modes.length; m++) {
      float c = (float) coefficients[m];
      if (c != 0) {
        float[] mode = modes[m];
        for (int i = 0; i < sum.length; i++) {
          sum[i] += c * mode[i];
        }
      }
    }
  }

  private static float[] base() {
    List<HeadVertex> sites = HeadMesh.get().sites();
    float[] out = new float[3 * sites.size()];
    for (int i = 0; i < sites.size(); i++) {
      out[3 * i] = (float) sites.get(i).x();
      out[3 * i + 1] = (float) sites.get(i).y();
      out[3 * i + 2] = (float) sites.get(i).z();
    }
    return out;
  }
}
