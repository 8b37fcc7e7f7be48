package org.wingloss.data.synthetic;

import java.util.ArrayList;
import java.util.List;

/**
 * Strips of skin from the jaw towards the middle of the face. When the head turns away, the jaw
 * hides behind the cheek; the landmark then lies on the strip's outermost point on the screen.
 */
final class JawOutline {
  private static final int STEPS = 16;
  private static final double REACH = 0.8;
  private static final JawOutline INSTANCE = new JawOutline();

  /** A point of the face sheet by the weights of three vertices. */
  private record Anchor(int a, int b, int c, double wa, double wb, double wc) {}

  private final List<List<Anchor>> strips = new ArrayList<>();
  private final Curve jaw = HeadTemplate.get().curve("jaw");

  private JawOutline() {
    for (int vertex : jaw.vertices()) {
      double[] start = HeadTemplate.get().sheet(vertex);
      List<Anchor> strip = new ArrayList<>();
      strip.add(new Anchor(vertex, vertex, vertex, 1, 0, 0));
      for (int k = 1; k <= STEPS; k++) {
        double share = REACH * k / STEPS;
        Anchor anchor = locate(start[0] * (1 - share), start[1]);
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

  /** The jaw's point at t as seen by a camera that is turned by {@code roll} radians. */
  Spot slide(Vertices head, double t, double roll) {
    int segment = jaw.segment(t);
    double share = jaw.share(t);
    Spot a = outermost(head, segment, roll);
    Spot b = outermost(head, segment + 1, roll);
    return new Spot(
        a.x() + share * (b.x() - a.x()),
        a.y() + share * (b.y() - a.y()),
        a.near() + share * (b.near() - a.near()));
  }

  private Spot outermost(Vertices head, int strip, double roll) {
    double sign = Math.signum(strip - (strips.size() - 1) / 2.0);
    double dx = sign * StrictMath.cos(roll);
    double dy = sign * StrictMath.sin(roll);
    Spot best = null;
    double farthest = 0;
    for (Anchor anchor : strips.get(strip)) {
      Spot spot = spot(head, anchor);
      double reach = spot.x() * dx + spot.y() * dy;
      if (best == null || reach > farthest) {
        best = spot;
        farthest = reach;
      }
    }
    return best;
  }

  private static Spot spot(Vertices head, Anchor k) {
    return new Spot(
        k.wa * head.x[k.a] + k.wb * head.x[k.b] + k.wc * head.x[k.c],
        k.wa * head.y[k.a] + k.wb * head.y[k.b] + k.wc * head.y[k.c],
        k.wa * head.near[k.a] + k.wb * head.near[k.b] + k.wc * head.near[k.c]);
  }

  private static Anchor locate(double u, double v) {
    HeadTemplate template = HeadTemplate.get();
    int[] triangles = template.triangles();
    for (int t = 0; t < triangles.length; t += 3) {
      double[] a = template.sheet(triangles[t]);
      double[] b = template.sheet(triangles[t + 1]);
      double[] c = template.sheet(triangles[t + 2]);
      double area = (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
      double wb = ((u - a[0]) * (c[1] - a[1]) - (v - a[1]) * (c[0] - a[0])) / area;
      double wc = ((b[0] - a[0]) * (v - a[1]) - (b[1] - a[1]) * (u - a[0])) / area;
      if (wb >= 0 && wc >= 0 && wb + wc <= 1) {
        return new Anchor(triangles[t], triangles[t + 1], triangles[t + 2], 1 - wb - wc, wb, wc);
      }
    }
    return null;
  }
}
