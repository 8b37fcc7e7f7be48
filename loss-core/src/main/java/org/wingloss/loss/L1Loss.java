package org.wingloss.loss;

/** f(x) = |x|, f′(x) = sign x (docs/paper.md, section 2; P). */
public record L1Loss() implements LandmarkLoss {
  @Override
  public double value(double x) {
    return Math.abs(x);
  }

  @Override
  public double derivative(double x) {
    return Math.signum(x);
  }

  @Override
  public <R> R match(Cases<R> cases) {
    return cases.l1(this);
  }

  @Override
  public String toString() {
    return "l1";
  }
}
