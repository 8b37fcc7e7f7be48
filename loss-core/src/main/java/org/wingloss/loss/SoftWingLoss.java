package org.wingloss.loss;

/**
 * Soft Wing, the relative that mmpose offers: linear for small errors, a logarithm beyond.
 *
 * <pre>
 * f(x) = |x| for |x| &lt; ω1,   ω2·ln(1 + |x|/ε) + B beyond,   B = ω1 − ω2·ln(1 + ω1/ε)
 * f′(x) = sign x,   sign x · ω2/(ε + |x|)
 * </pre>
 *
 * Its defaults there are ω1 = 2, ω2 = 20, ε = 0.5. Beyond ω1 it is computed as ω1 + ω2·ln(1 + (|x|
 * − ω1)/(ε + ω1)), the same without the cancellation.
 *
 * @param omega1 ω1, where the logarithm begins, above 0 and finite, in the unit of x
 * @param omega2 ω2, the weight of the logarithm, above 0 and finite, in the unit of x
 * @param epsilon ε, the curvature of the logarithm, above 0 and finite, in the unit of x
 */
public record SoftWingLoss(double omega1, double omega2, double epsilon) implements LandmarkLoss {
  /** Checks the three parameters. */
  public SoftWingLoss {
    LossParameter.positive("omega1", omega1);
    LossParameter.positive("omega2", omega2);
    LossParameter.positive("epsilon", epsilon);
  }

  @Override
  public double value(double x) {
    double a = Math.abs(x);
    return a < omega1 ? a : omega1 + omega2 * Math.log1p((a - omega1) / (epsilon + omega1));
  }

  @Override
  public double derivative(double x) {
    double a = Math.abs(x);
    return a < omega1 ? Math.signum(x) : Math.signum(x) * (omega2 / (epsilon + a));
  }

  @Override
  public double[] joins() {
    return new double[] {omega1};
  }

  @Override
  public <R> R match(Cases<R> cases) {
    return cases.softWing(this);
  }

  @Override
  public String toString() {
    return LossLine.print("soft-wing", "omega1", omega1, "omega2", omega2, "epsilon", epsilon);
  }
}
