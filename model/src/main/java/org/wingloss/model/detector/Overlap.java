package org.wingloss.model.detector;

import org.wingloss.data.geometry.Box;

/** How much of two boxes is common. */
final class Overlap {
  private Overlap() {}

  /** Intersection over union, 0 to 1. */
  static double union(Box a, Box b) {
    double common = common(a, b);
    return common / (area(a) + area(b) - common);
  }

  /** The share of the smaller box that lies in the larger one, 0 to 1. */
  static double smaller(Box a, Box b) {
    return common(a, b) / Math.min(area(a), area(b));
  }

  private static double area(Box box) {
    return box.width() * box.height();
  }

  private static double common(Box a, Box b) {
    double w = Math.min(a.right(), b.right()) - Math.max(a.left(), b.left());
    double h = Math.min(a.bottom(), b.bottom()) - Math.max(a.top(), b.top());
    return w <= 0 || h <= 0 ? 0 : w * h;
  }
}
