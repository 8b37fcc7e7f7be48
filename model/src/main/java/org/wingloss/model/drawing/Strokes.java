package org.wingloss.model.drawing;

import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.util.List;
import org.wingloss.data.geometry.PictureBounds;

/**
 * Lines and circles of a picture's drawing. How Java2D draws strokes that reach a billion pixels
 * out is not bounded, so what lies {@linkplain PictureBounds far outside} is cut off or left out.
 */
record Strokes(Graphics2D pen, PictureBounds bounds) {
  /** Draws a line through points. */
  void line(List<double[]> points, boolean closed) {
    Path2D path = new Path2D.Double();
    boolean near = true;
    for (double[] p : points) {
      near &= bounds.holds(p[0], p[1]);
      if (path.getCurrentPoint() == null) {
        path.moveTo(p[0], p[1]);
      } else {
        path.lineTo(p[0], p[1]);
      }
    }
    if (points.isEmpty()) {
      return;
    }
    if (near) {
      if (closed) {
        path.closePath();
      }
      pen.draw(path);
      return;
    }
    for (int i = closed ? 0 : 1; i < points.size(); i++) {
      cut(points.get((i + points.size() - 1) % points.size()), points.get(i));
    }
  }

  /** Draws the part of a straight line that lies near the picture (Liang and Barsky, 1984). */
  private void cut(double[] from, double[] to) {
    double far = PictureBounds.FARTHEST * (double) Math.max(bounds.width(), bounds.height());
    double[] low = {-far, -far};
    double[] high = {bounds.width() + far, bounds.height() + far};
    double begin = 0;
    double end = 1;
    for (int axis = 0; axis < 2; axis++) {
      double along = to[axis] - from[axis];
      double enter = (low[axis] - from[axis]) / along;
      double leave = (high[axis] - from[axis]) / along;
      if (along == 0) {
        if (!(from[axis] >= low[axis] && from[axis] <= high[axis])) {
          return;
        }
      } else {
        begin = Math.max(begin, Math.min(enter, leave));
        end = Math.min(end, Math.max(enter, leave));
      }
    }
    // Not so for NaN and infinite coordinates.
    if (begin < end) {
      pen.draw(
          new Line2D.Double(
              from[0] + begin * (to[0] - from[0]),
              from[1] + begin * (to[1] - from[1]),
              from[0] + end * (to[0] - from[0]),
              from[1] + end * (to[1] - from[1])));
    }
  }

  /** Fills a circle. */
  void dot(double x, double y, double radius) {
    if (fits(x, y, radius)) {
      pen.fill(circle(x, y, radius));
    }
  }

  /** Draws a circle. */
  void ring(double x, double y, double radius) {
    if (fits(x, y, radius)) {
      pen.draw(circle(x, y, radius));
    }
  }

  private boolean fits(double x, double y, double radius) {
    return bounds.holds(x - radius, y - radius) && bounds.holds(x + radius, y + radius);
  }

  private static Ellipse2D circle(double x, double y, double radius) {
    return new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius);
  }
}
