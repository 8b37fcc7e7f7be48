package org.wingloss.loss;

/**
 * The Wing loss (docs/paper.md, section 2; equation 5 of the paper; P):
 *
 * <pre>
 * f(x) = w·ln(1 + |x|/ε)  for |x| &lt; w,    |x| − C  beyond,    C = w − w·ln(1 + w/ε)
 * f′(x) = sign x · w/(ε + |x|),              sign x
 * </pre>
 *
 * The value is continuous at w, the slope jumps there from w/(ε + w) to 1. It leaves 0 with the
 * slope w/ε: with (10, 2) the smallest errors pull five times as hard as large ones. The paper
 * takes w = 10, ε = 2 for inputs of 64 pixels (Table 2; P).
 *
 * @param w where the logarithm ends, above 0 and finite, in the unit of x
 * @param epsilon ε, the curvature of the logarithm, above 0 and finite, in the unit of x
 */
public record WingLoss(double w, double epsilon) implements LandmarkLoss {
  /** Checks both parameters. */
  public WingLoss {
    LossParameter.positive("w", w);
    LossParameter.positive("epsilon", epsilon);
  }

  /** C = w − w·ln(1 + w/ε), subtracted in the linear part; negative for (10, 2), by design (A). */
  public double c() {
    return w - w * Math.log1p(w / epsilon);
  }

  @Override
  public double value(double x) {
    double a = Math.abs(x);
    return a < w ? w * Math.log1p(a / epsilon) : a - c();
  }

  @Override
  public double derivative(double x) {
    double a = Math.abs(x);
    return a < w ? Math.signum(x) * (w / (epsilon + a)) : Math.signum(x);
  }

  @Override
  public double[] joins() {
    return new double[] {w};
  }

  @Override
  public <R> R match(Cases<R> cases) {
    return cases.wing(this);
  }

  @Override
  public String toString() {
    return LossLine.print("wing", "w", w, "epsilon", epsilon);
  }
}
