package org.wingloss.evaluation.metric;

import org.wingloss.data.geometry.Box;

/** √(width · height) of the supplied face box. Used with 300-W private and COFW-68. */
public record BoxSize() implements BoxNormaliser {
  @Override
  public String name() {
    return "box-size";
  }

  @Override
  public String formula() {
    return "√(width · height) of the supplied face box";
  }

  @Override
  public double length(Box box) {
    return Math.sqrt(box.width() * box.height());
  }
}
