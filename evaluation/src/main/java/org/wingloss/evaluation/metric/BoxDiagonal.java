package org.wingloss.evaluation.metric;

import org.wingloss.data.geometry.Box;

/** The diagonal of the supplied face box. */
public record BoxDiagonal() implements BoxNormaliser {
  @Override
  public String name() {
    return "box-diagonal";
  }

  @Override
  public String formula() {
    return "diagonal of the supplied face box";
  }

  @Override
  public double length(Box box) {
    return Math.hypot(box.width(), box.height());
  }
}
