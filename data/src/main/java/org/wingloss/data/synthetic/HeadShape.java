package org.wingloss.data.synthetic;

import java.util.List;
import java.util.random.RandomGenerator;

/** The mesh of one person with one expression: the neutral head plus coefficients times modes. */
final class HeadShape {
  private static final float[][] IDENTITY = tabulate(IdentityModes.ALL);
  private static final float[][] EXPRESSION = tabulate(ExpressionModes.ALL);
  private static final float[] BASE = base();

  private final double[] identity;
  private final double[] expression;
  private final float[] x;
  private final float[] y;
  private final float[] z;

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

  static HeadShape draw(RandomGenerator random, SyntheticSettings settings) {
    double[] identity = new double[IdentityModes.ALL.size()];
    for (int i = 0; i < identity.length; i++) {
      double c = random.nextGaussian();
      identity[i] = settings.identity() * Math.max(-2.5, Math.min(2.5, c));
    }
    double[] e = Expression.draw(random, settings.expression());
    return new HeadShape(identity, e);
  }

  /** Coefficient of an identity mode. */
  double identity(int mode) {
    return identity[mode];
  }

  /** Coefficient of an expression mode. */
  double expression(int mode) {
    return expression[mode];
  }

  /** Vertices' x, millimetres; not to be changed. */
  float[] x() {
    return x;
  }

  /** Vertices' y. */
  float[] y() {
    return y;
  }

  /** Vertices' z. */
  float[] z() {
    return z;
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
    List<Site> sites = HeadMesh.get().sites();
    float[] out = new float[3 * sites.size()];
    for (int i = 0; i < sites.size(); i++) {
      out[3 * i] = (float) sites.get(i).x();
      out[3 * i + 1] = (float) sites.get(i).y();
      out[3 * i + 2] = (float) sites.get(i).z();
    }
    return out;
  }

  private static float[][] tabulate(List<ShapeMode> modes) {
    List<Site> sites = HeadMesh.get().sites();
    float[][] out = new float[modes.size()][3 * sites.size()];
    double[] d = new double[3];
    for (int m = 0; m < out.length; m++) {
      for (int i = 0; i < sites.size(); i++) {
        java.util.Arrays.fill(d, 0);
        modes.get(m).field().at(sites.get(i), d);
        for (int k = 0; k < 3; k++) {
          out[m][3 * i + k] = (float) d[k];
        }
      }
    }
    return out;
  }
}
