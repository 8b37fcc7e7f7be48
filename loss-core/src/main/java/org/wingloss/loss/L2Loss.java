package org.wingloss.loss;

/** f(x) = x²/2, f′(x) = x (docs/paper.md, section 2; P). */
public record L2Loss() implements LandmarkLoss {
  @Override
  public double value(double x) {
    return x * x / 2;
  }

  @Override
  public double derivative(double x) {
    return x;
  }

  @Override
  public <R> R match(Cases<R> cases) {
    return cases.l2(this);
  }

  @Override
  public String toString() {
    return "l2";
  }
}
