package org.wingloss.loss;

/**
 * f(x) = x²/(2t) for |x| &lt; t, |x| − t/2 beyond; f′(x) = x/t, then sign x. With t = 1 it is the
 * paper's smooth L1 (docs/paper.md, section 2; P). The slope of the tail is 1 for every t, as in
 * PyTorch's {@code smooth_l1_loss(beta=t)}; Huber's loss is t times this one.
 *
 * @param threshold t, above 0 and finite, in the unit of x
 */
public record SmoothL1Loss(double threshold) implements LandmarkLoss {
  /** Checks the threshold. */
  public SmoothL1Loss {
    LossParameter.positive("threshold", threshold);
  }

  @Override
  public double value(double x) {
    double a = Math.abs(x);
    return a < threshold ? a * (a / threshold) / 2 : a - threshold / 2;
  }

  @Override
  public double derivative(double x) {
    return Math.abs(x) < threshold ? x / threshold : Math.signum(x);
  }

  @Override
  public double[] joins() {
    return new double[] {threshold};
  }

  @Override
  public <R> R match(Cases<R> cases) {
    return cases.smoothL1(this);
  }

  @Override
  public String toString() {
    return LossLine.print("smooth-l1", "threshold", threshold);
  }
}
