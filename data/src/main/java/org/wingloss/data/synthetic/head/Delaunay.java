package org.wingloss.data.synthetic.head;

import java.util.ArrayList;
import java.util.List;

/** Delaunay triangulation of points of the plane by insertion (Bowyer, Watson 1981). */
final class Delaunay {
  private Delaunay() {}

  private record Triangle(int a, int b, int c, double cx, double cy, double squaredRadius) {
    boolean circumscribes(double x, double y) {
      double dx = x - cx;
      double dy = y - cy;
      return dx * dx + dy * dy < squaredRadius;
    }
  }

  /**
   * The triangles of the convex hull of some points, three indices each, all with the same winding.
   *
   * @param x abscissae; no two points may coincide
   * @param y ordinates
   */
  static int[] triangulate(double[] x, double[] y) {
    int n = x.length;
    double[] px = java.util.Arrays.copyOf(x, n + 3);
    double[] py = java.util.Arrays.copyOf(y, n + 3);
    double far = 1e5;
    px[n] = -far;
    py[n] = -far;
    px[n + 1] = far;
    py[n + 1] = -far;
    px[n + 2] = 0;
    py[n + 2] = far;
    List<Triangle> triangles = new ArrayList<>();
    triangles.add(triangle(px, py, n, n + 1, n + 2));
    for (int i = 0; i < n; i++) {
      insert(triangles, px, py, i);
    }
    return triangles.stream()
        .filter(t -> t.a < n && t.b < n && t.c < n)
        .flatMapToInt(t -> java.util.stream.IntStream.of(t.a, t.b, t.c))
        .toArray();
  }

  private static void insert(List<Triangle> triangles, double[] px, double[] py, int point) {
    List<int[]> edges = new ArrayList<>();
    triangles.removeIf(
        t -> {
          if (!t.circumscribes(px[point], py[point])) {
            return false;
          }
          edges.add(new int[] {t.a, t.b});
          edges.add(new int[] {t.b, t.c});
          edges.add(new int[] {t.c, t.a});
          return true;
        });
    for (int[] edge : edges) {
      boolean shared = edges.stream().anyMatch(other -> other[0] == edge[1] && other[1] == edge[0]);
      if (!shared) {
        triangles.add(triangle(px, py, edge[0], edge[1], point));
      }
    }
  }

  private static Triangle triangle(double[] x, double[] y, int a, int b, int c) {
    double bx = x[b] - x[a];
    double by = y[b] - y[a];
    double cx = x[c] - x[a];
    double cy = y[c] - y[a];
    double twice = 2 * (bx * cy - by * cx);
    if (twice == 0) {
      // Three points on a line: an unbounded circle, so that the next point opens it again.
      return new Triangle(a, b, c, x[a], y[a], Double.MAX_VALUE);
    }
    double bb = bx * bx + by * by;
    double cc = cx * cx + cy * cy;
    double ux = (cy * bb - by * cc) / twice;
    double uy = (bx * cc - cx * bb) / twice;
    return new Triangle(a, b, c, x[a] + ux, y[a] + uy, ux * ux + uy * uy);
  }
}
