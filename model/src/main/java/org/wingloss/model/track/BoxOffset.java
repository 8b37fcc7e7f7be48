package org.wingloss.model.track;

import java.util.Optional;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.geometry.Box;

/**
 * How a face box lies about the bounds of its landmarks, in sides of the bounds.
 *
 * @param left box edge minus bounds edge
 * @param top box edge minus bounds edge
 * @param right box edge minus bounds edge
 * @param bottom box edge minus bounds edge
 */
record BoxOffset(double left, double top, double right, double bottom) {
  static final BoxOffset NONE = new BoxOffset(0, 0, 0, 0);

  static BoxOffset of(Box box, Landmarks landmarks) {
    Optional<Box> span = landmarks.span();
    if (span.isEmpty()) {
      return NONE;
    }
    Box inner = span.get();
    return new BoxOffset(
        (box.left() - inner.left()) / inner.width(),
        (box.top() - inner.top()) / inner.height(),
        (box.right() - inner.right()) / inner.width(),
        (box.bottom() - inner.bottom()) / inner.height());
  }

  /** The box about landmarks; empty when they span none. */
  Optional<Box> box(Landmarks landmarks) {
    return landmarks
        .span()
        .flatMap(
            inner -> {
              double l = inner.left() + left * inner.width();
              double t = inner.top() + top * inner.height();
              double r = inner.right() + right * inner.width();
              double b = inner.bottom() + bottom * inner.height();
              return r > l && b > t ? Optional.of(new Box(l, t, r, b)) : Optional.empty();
            });
  }
}
