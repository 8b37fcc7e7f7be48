package org.wingloss.loss;

/**
 * The Rectified Wing loss of the follow-up paper (IJCV 128, 2020; the form is U1, from one public
 * implementation, R): errors below r cost nothing, since annotations are not exact either.
 *
 * <pre>
 * f(x) = 0 for |x| &lt; r,   w·ln(1 + (|x| − r)/ε) for r ≤ |x| &lt; w,   |x| − C beyond,
 * C = w − w·ln(1 + (w − r)/ε)
 * f′(x) = 0,   sign x · w/(ε + |x| − r),   sign x
 * </pre>
 *
 * Deviation: that implementation leaves the coordinates with |x| &lt; r out of the mean; here they
 * count as the zeros that they are.
 *
 * @param r where the cost begins, from 0 to below w, in the unit of x; 0 gives {@link WingLoss}
 * @param w where the logarithm ends, above 0 and finite, in the unit of x
 * @param epsilon ε, the curvature of the logarithm, above 0 and finite, in the unit of x
 */
public record RectifiedWingLoss(double r, double w, double epsilon) implements LandmarkLoss {
  /** Checks the three parameters. */
  public RectifiedWingLoss {
    LossParameter.positive("w", w);
    LossParameter.positive("epsilon", epsilon);
    if (!(r >= 0 && r < w)) {
      throw new IllegalArgumentException(
          "r must be >= 0 and < w, which is %s, but was %s".formatted(w, r));
    }
  }

  /** C = w − w·ln(1 + (w − r)/ε), subtracted in the linear part. */
  public double c() {
    return w - w * Math.log1p((w - r) / epsilon);
  }

  @Override
  public double value(double x) {
    double a = Math.abs(x);
    if (a < r) {
      return 0;
    }
    return a < w ? w * Math.log1p((a - r) / epsilon) : a - c();
  }

  @Override
  public double derivative(double x) {
    double a = Math.abs(x);
    if (a < r) {
      return 0;
    }
    return a < w ? Math.signum(x) * (w / (epsilon + (a - r))) : Math.signum(x);
  }

  @Override
  public double[] joins() {
    return r > 0 ? new double[] {r, w} : new double[] {w};
  }

  @Override
  public <R> R match(Cases<R> cases) {
    return cases.rectifiedWing(this);
  }

  @Override
  public String toString() {
    return LossLine.print("rectified-wing", "r", r, "w", w, "epsilon", epsilon);
  }
}
