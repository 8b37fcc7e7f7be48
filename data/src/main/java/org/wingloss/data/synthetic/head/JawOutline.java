package org.wingloss.data.synthetic.head;

import java.util.ArrayList;
import java.util.List;
import org.wingloss.data.synthetic.render.ProjectedVertices;

/**
 * Strips of skin from the jaw towards the middle of the face. At large yaw the jaw hides behind the
 * cheek; the landmark then lies on the strip's outermost point on the screen, as annotators of
 * photographs mark it.
 */
final class JawOutline {
  private static final int STEPS = 16;
  private static final double REACH = 0.8;
  private static final JawOutline INSTANCE = new JawOutline();

  private final List<List<Anchor>> strips = new ArrayList<>();
  private final Curve jaw = HeadTemplate.get().curve("jaw");

  private JawOutline() {
    for (int vertex : jaw.vertices()) {
      double[] start = HeadTemplate.get().sheet(vertex);
      List<Anchor> strip = new ArrayList<>();
      strip.add(Anchor.at(vertex));
      for (int k = 1; k <= STEPS; k++) {
        Anchor anchor = Anchor.onSheet(start[0] * (1 - REACH * k / STEPS), start[1]);
        if (anchor != null) {
          strip.add(anchor);
        }
      }
      strips.add(strip);
    }
  }

  /** The one outline. */
  static JawOutline get() {
    return INSTANCE;
  }

  /** The jaw's own point at t. */
  Anchor anchor(double t) {
    return Anchor.on(jaw, t);
  }

  /** The jaw's point at t as seen by a camera with a roll of {@code roll} radians. */
  CanvasPoint slide(ProjectedVertices head, double t, double roll) {
    int segment = jaw.segment(t);
    return outermost(head, segment, roll).towards(outermost(head, segment + 1, roll), jaw.share(t));
  }

  private CanvasPoint outermost(ProjectedVertices head, int strip, double roll) {
    double sign = Math.signum(strip - (strips.size() - 1) / 2.0);
    double dx = sign * StrictMath.cos(roll);
    double dy = sign * StrictMath.sin(roll);
    CanvasPoint best = null;
    double farthest = 0;
    for (Anchor anchor : strips.get(strip)) {
      CanvasPoint spot = anchor.spot(head);
      double reach = spot.x() * dx + spot.y() * dy;
      if (best == null || reach > farthest) {
        best = spot;
        farthest = reach;
      }
    }
    return best;
  }
}
