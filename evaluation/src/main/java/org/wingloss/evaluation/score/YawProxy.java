package org.wingloss.evaluation.score;

import java.util.List;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.scheme.LandmarkScheme;

/**
 * How far a face is turned, seen from its true shape alone: the share by which the face's middle
 * line lies off the middle of its sides. With m the mean position of the landmarks that mirror to
 * themselves and c, h the middle and the half distance of the outermost mirror pair, both along the
 * mean direction from left to right landmarks, turn = (m − c)/h: 0 seen from the front, about ±1 in
 * profile, positive towards the picture's right. An order of poses, not an angle in degrees.
 */
final class YawProxy {
  private YawProxy() {}

  /** The turn; NaN when the scheme has no mirror pairs or no middle line, or points are missing. */
  static double turn(LandmarkScheme scheme, Landmarks truth) {
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
    double turn = (sum / middle - centre) / (widest / 2);
    return Double.isFinite(turn) ? Math.max(-1.5, Math.min(1.5, turn)) : Double.NaN;
  }
}
