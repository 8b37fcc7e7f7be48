package org.wingloss.evaluation.metric;

import org.wingloss.data.geometry.Box;

/** Width of the supplied face box. The paper's norm for AFLW (docs/paper.md, section 7) (A). */
public record BoxWidth() implements BoxNormaliser {
  @Override
  public String name() {
    return "box-width";
  }

  @Override
  public String formula() {
    return "width of the supplied face box";
  }

  @Override
  public double length(Box box) {
    return box.width();
  }
}
