package org.wingloss.data.dataset;

import java.util.ArrayList;
import java.util.List;
import org.wingloss.data.face.Landmarks;

/**
 * The 68 landmarks of 300-W from the 189 points of a webmorph template (Face Research Lab London
 * Set; DeBruine, Jones 2017). Both describe the same curves; where the template has other points on
 * a curve than 300-W, the curve is drawn through its points and divided anew, with the shares that
 * the synthetic head has.
 */
final class WebmorphTemplate {
  /** Points of the template. */
  static final int COUNT = 189;

  private static final int CHIN = 7;
  private static final int[] JAW = {
    109, 110, 111, 125, 126, 127, 128, 129, 130, 131, 132, 133, 114, 113, 112
  };
  private static final int OUTER_LEFT = 18;
  private static final int OUTER_RIGHT = 27;

  /** Where the landmarks of half a jaw lie, from the chin to the level of the eyes: evenly. */
  private static final double[] JAW_SHARES = {
    0, 1 / 8.0, 2 / 8.0, 3 / 8.0, 4 / 8.0, 5 / 8.0, 6 / 8.0, 7 / 8.0, 1
  };

  private static final double[] BROW_SHARES = {0, 0.233, 0.489, 0.746, 1};

  /** How high a landmark of a brow lies between its lower and its upper edge. */
  private static final double BROW_HEIGHT = 0.7;

  /**
   * How far the nose's tip lies below the template's last points of its ridge, towards its base.
   */
  private static final double TIP = 0.15;

  private static final double[] THIRDS = {0, 1 / 3.0, 2 / 3.0, 1};
  private static final double[] LOWER_LIP_SHARES = {0, 0.409, 0.743, 1};

  private final double[][] points;
  private final List<double[]> out = new ArrayList<>();

  private WebmorphTemplate(double[][] points) {
    this.points = points;
  }

  /**
   * Converts one face.
   *
   * @param points {@value #COUNT} points {x, y}
   */
  static Landmarks landmarks(double[][] points) {
    if (points.length != COUNT) {
      throw new IllegalArgumentException(
          "a webmorph template has %d points but got %d".formatted(COUNT, points.length));
    }
    return new WebmorphTemplate(points).converted();
  }

  private Landmarks converted() {
    jaw();
    brow(new int[] {71, 72, 73, 74, 75, 76}, new int[] {71, 83, 84, 76}, false);
    brow(new int[] {82, 81, 80, 79, 78, 77}, new int[] {82, 86, 85, 77}, true);
    double[] base = towards(points[55], middle(170, 172), 0.5);
    double[] tip = towards(middle(54, 60), base, TIP);
    out.addAll(divided(List.of(middle(51, 57), middle(52, 58), middle(53, 59), tip), THIRDS));
    out.add(middle(63, 64));
    out.add(middle(64, 170));
    out.add(base);
    out.add(middle(69, 172));
    out.add(middle(68, 69));
    eye(new int[] {18, 19, 20, 21, 22}, new int[] {22, 30, 29, 28, 18});
    eye(new int[] {23, 24, 25, 26, 27}, new int[] {27, 33, 32, 31, 23});
    add(87, 88, 89, 90, 91, 92, 93);
    List<double[]> right = divided(curve(93, 108, 107, 106), LOWER_LIP_SHARES);
    List<double[]> left = divided(curve(87, 104, 105, 106), LOWER_LIP_SHARES);
    out.addAll(right.subList(1, 4));
    out.add(left.get(2));
    out.add(left.get(1));
    out.add(towards(points[87], middle(94, 99), 0.4));
    add(95, 96, 97);
    out.add(towards(points[93], middle(98, 103), 0.4));
    add(102, 101, 100);
    return Landmarks.ofPoints(out.toArray(double[][]::new));
  }

  private void add(int... indices) {
    for (int i : indices) {
      out.add(points[i]);
    }
  }

  private double[] middle(int a, int b) {
    return towards(points[a], points[b], 0.5);
  }

  private static double[] towards(double[] a, double[] b, double share) {
    return new double[] {a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1])};
  }

  private List<double[]> curve(int... indices) {
    List<double[]> curve = new ArrayList<>();
    for (int i : indices) {
      curve.add(points[i]);
    }
    return curve;
  }

  /** Each half from the chin up to the level of the outer corners of the eyes. */
  private void jaw() {
    List<double[]> left = divided(belowEyes(half(-1)), JAW_SHARES);
    List<double[]> right = divided(belowEyes(half(1)), JAW_SHARES);
    for (int i = 8; i >= 0; i--) {
      out.add(left.get(i));
    }
    out.addAll(right.subList(1, 9));
  }

  private List<double[]> half(int step) {
    List<double[]> half = new ArrayList<>();
    for (int i = CHIN; i >= 0 && i < JAW.length; i += step) {
      half.add(points[JAW[i]]);
    }
    return half;
  }

  /** The curve up to where it crosses the line through the outer corners of the eyes. */
  private List<double[]> belowEyes(List<double[]> half) {
    List<double[]> fine = smooth(half);
    List<double[]> below = new ArrayList<>();
    for (double[] p : fine) {
      if (below(p) < 0) {
        if (below.isEmpty()) {
          throw new IllegalArgumentException("the chin lies above the eyes");
        }
        double[] last = below.get(below.size() - 1);
        below.add(towards(last, p, below(last) / (below(last) - below(p))));
        return below;
      }
      below.add(p);
    }
    return below;
  }

  private double below(double[] p) {
    double[] a = points[OUTER_LEFT];
    double[] b = points[OUTER_RIGHT];
    return ((b[0] - a[0]) * (p[1] - a[1]) - (b[1] - a[1]) * (p[0] - a[0]))
        / Math.hypot(b[0] - a[0], b[1] - a[1]);
  }

  private void brow(int[] upper, int[] lower, boolean fromInside) {
    List<double[]> high = divided(curve(upper), BROW_SHARES);
    List<double[]> low = divided(curve(lower), BROW_SHARES);
    for (int k = 0; k < 5; k++) {
      int i = fromInside ? 4 - k : k;
      out.add(towards(low.get(i), high.get(i), BROW_HEIGHT));
    }
  }

  private void eye(int[] upper, int[] lower) {
    out.addAll(divided(curve(upper), THIRDS));
    out.addAll(divided(curve(lower), THIRDS).subList(1, 3));
  }

  /** The points at shares of a curve's length. */
  private static List<double[]> divided(List<double[]> curve, double[] shares) {
    List<double[]> fine = smooth(curve);
    double[] along = new double[fine.size()];
    for (int i = 1; i < along.length; i++) {
      along[i] =
          along[i - 1]
              + Math.hypot(
                  fine.get(i)[0] - fine.get(i - 1)[0], fine.get(i)[1] - fine.get(i - 1)[1]);
    }
    List<double[]> divided = new ArrayList<>();
    for (double share : shares) {
      double at = share * along[along.length - 1];
      int i = 1;
      while (i < along.length - 1 && along[i] < at) {
        i++;
      }
      double step = along[i] - along[i - 1];
      divided.add(
          towards(fine.get(i - 1), fine.get(i), step == 0 ? 0 : (at - along[i - 1]) / step));
    }
    return divided;
  }

  /** A Catmull-Rom curve through the points, sixteen steps from one to the next. */
  private static List<double[]> smooth(List<double[]> p) {
    int steps = 16;
    List<double[]> fine = new ArrayList<>();
    for (int i = 0; i + 1 < p.size(); i++) {
      double[] a = p.get(Math.max(0, i - 1));
      double[] b = p.get(i);
      double[] c = p.get(i + 1);
      double[] d = p.get(Math.min(p.size() - 1, i + 2));
      for (int k = 0; k < steps; k++) {
        double t = k / (double) steps;
        fine.add(
            new double[] {spline(a[0], b[0], c[0], d[0], t), spline(a[1], b[1], c[1], d[1], t)});
      }
    }
    fine.add(p.get(p.size() - 1));
    return fine;
  }

  private static double spline(double a, double b, double c, double d, double t) {
    return b + 0.5 * t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)));
  }
}
