package org.wingloss.evaluation.score;

import java.util.List;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.scheme.LandmarkScheme;

/**
 * A proxy for the yaw of a face, from its ground-truth landmarks alone: how far the midline of the
 * face lies off the middle of its sides. Let m be the mean position of the landmarks that a flip
 * maps to themselves, and c and h the centre and the half distance of the outermost flip pair, both
 * along the mean direction from left to right landmarks. Then the proxy is (m − c)/h: 0 for a
 * frontal face, about ±1 in profile, positive towards the picture's right. It orders faces by yaw;
 * it is not an angle in degrees.
 */
final class YawProxy {
  private YawProxy() {}

  /** NaN when the scheme has no flip pairs or no midline, or points are missing. */
  static double of(LandmarkScheme scheme, Landmarks truth) {
    if (scheme.mirror().isEmpty() || 2 * scheme.mirror().size() == scheme.count()) {
      return Double.NaN;
    }
    double ux = 0;
    double uy = 0;
    for (List<Integer> pair : scheme.mirror()) {
      ux += truth.x(pair.get(1)) - truth.x(pair.get(0));
      uy += truth.y(pair.get(1)) - truth.y(pair.get(0));
    }
    double length = Math.hypot(ux, uy);
    double sum = 0;
    boolean[] paired = new boolean[scheme.count()];
    double widest = 0;
    double centre = 0;
    for (List<Integer> pair : scheme.mirror()) {
      int left = pair.get(0);
      int right = pair.get(1);
      paired[left] = true;
      paired[right] = true;
      double a = (truth.x(left) * ux + truth.y(left) * uy) / length;
      double b = (truth.x(right) * ux + truth.y(right) * uy) / length;
      if (Math.abs(b - a) > widest) {
        widest = Math.abs(b - a);
        centre = (a + b) / 2;
      }
    }
    int middle = 0;
    for (int i = 0; i < paired.length; i++) {
      if (!paired[i]) {
        sum += (truth.x(i) * ux + truth.y(i) * uy) / length;
        middle++;
      }
    }
    double proxy = (sum / middle - centre) / (widest / 2);
    return Double.isFinite(proxy) ? Math.max(-1.5, Math.min(1.5, proxy)) : Double.NaN;
  }
}
