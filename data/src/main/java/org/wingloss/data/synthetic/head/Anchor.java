package org.wingloss.data.synthetic.head;

import org.wingloss.data.synthetic.render.ProjectedVertices;

/**
 * A point of the head that moves with the mesh: a weighted mean of three vertices.
 *
 * @param a vertex
 * @param b vertex
 * @param c vertex
 * @param wa weight of a
 * @param wb weight of b
 * @param wc weight of c; the weights sum to 1
 */
record Anchor(int a, int b, int c, double wa, double wb, double wc) {
  /** A vertex itself. */
  static Anchor at(int vertex) {
    return new Anchor(vertex, vertex, vertex, 1, 0, 0);
  }

  /** The point of a curve at parameter t. */
  static Anchor on(Curve curve, double t) {
    int segment = curve.segment(t);
    double share = curve.share(t);
    int from = curve.vertices()[segment];
    int to = curve.vertices()[segment + 1];
    return new Anchor(from, to, to, 1 - share, share, 0);
  }

  /** The point of the face sheet at (u, v), or null where the sheet has a hole or ends. */
  static Anchor onSheet(double u, double v) {
    HeadTemplate template = HeadTemplate.get();
    int[] triangles = template.triangles();
    for (int t = 0; t < triangles.length; t += 3) {
      double[] a = template.sheet(triangles[t]);
      double[] b = template.sheet(triangles[t + 1]);
      double[] c = template.sheet(triangles[t + 2]);
      double area = (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
      double wb = ((u - a[0]) * (c[1] - a[1]) - (v - a[1]) * (c[0] - a[0])) / area;
      double wc = ((b[0] - a[0]) * (v - a[1]) - (b[1] - a[1]) * (u - a[0])) / area;
      if (wb >= -1e-9 && wc >= -1e-9 && wb + wc <= 1 + 1e-9) {
        return new Anchor(triangles[t], triangles[t + 1], triangles[t + 2], 1 - wb - wc, wb, wc);
      }
    }
    return null;
  }

  /** {@code {u, v}} of the point on the face sheet. */
  double[] onSheet() {
    double[] first = HeadTemplate.get().sheet(a);
    double[] second = HeadTemplate.get().sheet(b);
    double[] third = HeadTemplate.get().sheet(c);
    return new double[] {
      wa * first[0] + wb * second[0] + wc * third[0], wa * first[1] + wb * second[1] + wc * third[1]
    };
  }

  /** What the vertices' values are at the point. */
  float of(float[] values) {
    return (float) (wa * values[a] + wb * values[b] + wc * values[c]);
  }

  /** Where the point falls on the canvas. */
  CanvasPoint spot(ProjectedVertices head) {
    return new CanvasPoint(
        wa * head.x[a] + wb * head.x[b] + wc * head.x[c],
        wa * head.y[a] + wb * head.y[b] + wc * head.y[c],
        wa * head.near[a] + wb * head.near[b] + wc * head.near[c]);
  }
}
