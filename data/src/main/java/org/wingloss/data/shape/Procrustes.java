package org.wingloss.data.shape;

import org.wingloss.data.face.Landmarks;
import org.wingloss.data.geometry.AffineMap;

/**
 * The map of one shape onto another with the least sum of squared distances between corresponding
 * landmarks: translation, uniform scale, rotation and, where allowed, a reflection. In the plane it
 * has a closed form: with both shapes centred, a rotation by the angle of (p, q) = (Σ s·t, Σ s×t)
 * and the scale |(p, q)| / Σ|s|².
 *
 * <p>Landmarks that are missing from either shape take no part; hidden ones have a place and do.
 */
public final class Procrustes {
  private Procrustes() {}

  /**
   * The best similarity without reflection: how rough landmarks are brought upright before the
   * second stage (docs/paper.md, section 6; U1).
   *
   * @param source the shape to move
   * @param target the shape to meet
   * @return {@code targetFromSource}
   * @throws IllegalArgumentException if the counts differ, fewer than two landmarks are in both, or
   *     all of them fall on one point
   */
  public static AffineMap similarity(Landmarks source, Landmarks target) {
    return new Moments(source, target).rotation();
  }

  /**
   * The best similarity, with a reflection when that is closer: full Procrustes as MATLAB's {@code
   * procrustes} does it by default (docs/paper.md, section 5, step 2; A).
   *
   * @param source the shape to move
   * @param target the shape to meet
   * @return {@code targetFromSource}
   * @throws IllegalArgumentException if the counts differ, fewer than two landmarks are in both, or
   *     all of them fall on one point
   */
  public static AffineMap full(Landmarks source, Landmarks target) {
    Moments moments = new Moments(source, target);
    return moments.reflectionIsCloser() ? moments.reflectedRotation() : moments.rotation();
  }

  /** Centroids and second moments over the landmarks that both shapes have. */
  private static final class Moments {
    private double sourceX;
    private double sourceY;
    private double targetX;
    private double targetY;
    private double xx;
    private double xy;
    private double yx;
    private double yy;
    private double spread;

    Moments(Landmarks source, Landmarks target) {
      if (source.count() != target.count()) {
        throw new IllegalArgumentException(
            "shapes need the same landmarks but have %d and %d"
                .formatted(source.count(), target.count()));
      }
      int common = 0;
      double targetSpread = 0;
      for (int i = 0; i < source.count(); i++) {
        if (source.isPresent(i) && target.isPresent(i)) {
          common++;
          sourceX += source.x(i);
          sourceY += source.y(i);
          targetX += target.x(i);
          targetY += target.y(i);
        }
      }
      if (common < 2) {
        throw new IllegalArgumentException(
            "alignment needs at least 2 landmarks that both shapes have but there are " + common);
      }
      sourceX /= common;
      sourceY /= common;
      targetX /= common;
      targetY /= common;
      for (int i = 0; i < source.count(); i++) {
        if (source.isPresent(i) && target.isPresent(i)) {
          double sx = source.x(i) - sourceX;
          double sy = source.y(i) - sourceY;
          double tx = target.x(i) - targetX;
          double ty = target.y(i) - targetY;
          xx += sx * tx;
          xy += sx * ty;
          yx += sy * tx;
          yy += sy * ty;
          spread += sx * sx + sy * sy;
          targetSpread += tx * tx + ty * ty;
        }
      }
      if (!(spread > 0 && targetSpread > 0)) {
        throw new IllegalArgumentException("alignment needs landmarks that are not all one point");
      }
    }

    /** Compares the sums of inner products that the two kinds of map can reach. */
    boolean reflectionIsCloser() {
      return Math.hypot(xx - yy, xy + yx) > Math.hypot(xx + yy, xy - yx);
    }

    AffineMap rotation() {
      double c = (xx + yy) / spread;
      double s = (xy - yx) / spread;
      return centred(c, -s, s, c);
    }

    /** The source reflected in the x axis (y changes sign), then rotated. */
    AffineMap reflectedRotation() {
      double c = (xx - yy) / spread;
      double s = (xy + yx) / spread;
      return centred(c, s, s, -c);
    }

    private AffineMap centred(double a, double b, double c, double d) {
      return new AffineMap(
          a, b, targetX - a * sourceX - b * sourceY, c, d, targetY - c * sourceX - d * sourceY);
    }
  }
}
