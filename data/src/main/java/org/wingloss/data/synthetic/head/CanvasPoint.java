package org.wingloss.data.synthetic.head;

/**
 * A point of the head on the canvas.
 *
 * @param x canvas pixels
 * @param y canvas pixels
 * @param near inverse distance
 */
record CanvasPoint(double x, double y, double near) {
  /** The point between this one (share 0) and another (share 1). */
  CanvasPoint towards(CanvasPoint other, double share) {
    return new CanvasPoint(
        x + share * (other.x - x), y + share * (other.y - y), near + share * (other.near - near));
  }
}
