package org.wingloss.data.synthetic.head;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.wingloss.data.synthetic.render.ProjectedVertices;

/**
 * The outline of the lower face, on which the landmarks of the jaw lie. At large yaw the jaw hides
 * behind the cheek: then the outline is the outermost of the skin on the screen, as annotators of
 * photographs mark it. They also spread the landmarks of each half evenly over what they see, from
 * the chin to the ear, so t is a share of the half's length in the picture and no place of the
 * skin.
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

  /** Where t lies on the skin of the neutral head, seen from the front. */
  Anchor anchor(double t) {
    List<CanvasPoint> own = new ArrayList<>();
    for (int vertex : jaw.vertices()) {
      double[] p = HeadTemplate.get().position(vertex);
      own.add(new CanvasPoint(p[0], p[1], 1));
    }
    Place place = place(own, t);
    double knots = jaw.end() / (jaw.vertices().length - 1);
    return Anchor.on(jaw, (place.segment + place.share) * knots);
  }

  /** The outline as a camera with a roll of {@code roll} radians sees it, from ear to ear. */
  List<CanvasPoint> visible(ProjectedVertices head, double roll) {
    return IntStream.range(0, strips.size()).mapToObj(i -> outermost(head, i, roll)).toList();
  }

  /** The jaw itself, whether it is seen or not. */
  List<CanvasPoint> own(ProjectedVertices head) {
    return strips.stream().map(strip -> strip.get(0).spot(head)).toList();
  }

  /** The point at t of an outline. */
  CanvasPoint at(List<CanvasPoint> outline, double t) {
    Place place = place(outline, t);
    return outline.get(place.segment).towards(outline.get(place.segment + 1), place.share);
  }

  /** Between a point of an outline and the next. */
  private record Place(int segment, double share) {}

  private Place place(List<CanvasPoint> outline, double t) {
    int chin = (outline.size() - 1) / 2;
    double middle = jaw.end() / 2;
    int step = t < middle ? -1 : 1;
    int end = t < middle ? 0 : outline.size() - 1;
    double length = 0;
    for (int i = chin; i != end; i += step) {
      length += distance(outline, i, i + step);
    }
    double left = length * Math.abs(t - middle) / middle;
    int i = chin;
    while (i + step != end && distance(outline, i, i + step) < left) {
      left -= distance(outline, i, i + step);
      i += step;
    }
    double piece = distance(outline, i, i + step);
    double share = piece > 0 ? Math.min(1, left / piece) : 0;
    return step > 0 ? new Place(i, share) : new Place(i - 1, 1 - share);
  }

  private static double distance(List<CanvasPoint> outline, int i, int k) {
    return Math.hypot(
        outline.get(i).x() - outline.get(k).x(), outline.get(i).y() - outline.get(k).y());
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
