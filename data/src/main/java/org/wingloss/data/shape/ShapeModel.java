package org.wingloss.data.shape;

import java.util.List;
import org.wingloss.data.face.Landmarks;

/**
 * The linear model of a population of shapes: a mean and orthonormal modes of variation, the most
 * varying first (docs/paper.md, section 5: principal component analysis of aligned shapes; A). A
 * shape is {@code mean + Σ b_m · mode_m}; b has the unit of the coordinates.
 */
public final class ShapeModel {
  /** How many modes tell from some landmarks where the others are. */
  private static final int LEADING = 8;

  private final Landmarks mean;
  private final double[][] modes;
  private final double[] variances;
  private final double totalVariance;
  private final MostProbableCoefficients leading;

  ShapeModel(Landmarks mean, double[][] modes, double[] variances, double totalVariance) {
    this.mean = mean;
    this.modes = modes;
    this.variances = variances;
    this.totalVariance = totalVariance;
    this.leading = new MostProbableCoefficients(this, Math.min(LEADING, modes.length));
  }

  /**
   * Fits a model to shapes that are already aligned.
   *
   * <p>Landmarks that are missing from a shape are filled in by the model itself: first with the
   * mean, then, a few times over, with what the leading modes expect from the landmarks that the
   * shape has.
   *
   * @param aligned at least two shapes of the same number of landmarks; every landmark is present
   *     in one of them at least
   * @throws IllegalArgumentException if the shapes do not fit together
   * @throws IllegalStateException if ND4J is not on the class path
   */
  public static ShapeModel fit(List<Landmarks> aligned) {
    return new PrincipalComponents(aligned).fit();
  }

  /** The mean shape. */
  public Landmarks mean() {
    return mean;
  }

  /** The number of modes: 2L, or the number of shapes less one if that is smaller. */
  public int modes() {
    return modes.length;
  }

  /** A copy of mode m, a unit vector {@code [x1..xL, y1..yL]}; its largest element is positive. */
  public double[] mode(int m) {
    return modes[m].clone();
  }

  /** The variance of coefficient m, with the divisor N − 1; square pixels. */
  public double variance(int m) {
    return variances[m];
  }

  /** The share of the whole variance that mode m carries, 0 to 1. */
  public double explained(int m) {
    return totalVariance > 0 ? variances[m] / totalVariance : 0;
  }

  /**
   * The coefficient of mode m: the inner product of the mode and the deviation from the mean. For a
   * shape with missing landmarks it comes from those that are there, see {@link #coefficients}.
   */
  public double coefficient(Landmarks aligned, int m) {
    if (!aligned.isComplete()) {
      return coefficients(aligned, Math.max(m + 1, leading.count()))[m];
    }
    double[] shape = aligned.vector();
    double[] centre = mean.vector();
    double sum = 0;
    for (int i = 0; i < shape.length; i++) {
      sum += modes[m][i] * (shape[i] - centre[i]);
    }
    return sum;
  }

  /**
   * The coefficients of the first {@code count} modes. Missing landmarks are left out; what is left
   * is the most probable vector under independent normal coefficients of the model's variances, so
   * that few landmarks give small coefficients and not wild ones.
   */
  public double[] coefficients(Landmarks aligned, int count) {
    if (aligned.count() != mean.count()) {
      throw new IllegalArgumentException(
          "the model has %d landmarks but the shape has %d"
              .formatted(mean.count(), aligned.count()));
    }
    if (aligned.isComplete()) {
      double[] all = new double[count];
      for (int m = 0; m < count; m++) {
        all[m] = coefficient(aligned, m);
      }
      return all;
    }
    MostProbableCoefficients guess =
        count == leading.count() ? leading : new MostProbableCoefficients(this, count);
    return guess.coefficients(aligned);
  }

  /** What tells missing landmarks from the others. */
  MostProbableCoefficients leading() {
    return leading;
  }

  /** The shape with the given coefficients of the first modes; the others are 0. */
  public Landmarks shape(double... coefficients) {
    double[] out = mean.vector();
    for (int m = 0; m < coefficients.length; m++) {
      for (int i = 0; i < out.length; i++) {
        out[i] += coefficients[m] * modes[m][i];
      }
    }
    return Landmarks.of(out);
  }
}
