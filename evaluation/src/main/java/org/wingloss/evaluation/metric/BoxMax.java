package org.wingloss.evaluation.metric;

import org.wingloss.data.geometry.Box;

/** The longer side of the supplied face box. */
public record BoxMax() implements BoxNormaliser {
  @Override
  public String name() {
    return "box-max";
  }

  @Override
  public String formula() {
    return "longer side of the supplied face box";
  }

  @Override
  public double length(Box box) {
    return Math.max(box.width(), box.height());
  }
}
