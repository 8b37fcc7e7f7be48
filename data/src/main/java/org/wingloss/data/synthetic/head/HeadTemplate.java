package org.wingloss.data.synthetic.head;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.wingloss.data.NumberText;
import org.wingloss.data.format.StrictJson;

/**
 * The neutral head of {@code head.json} as a triangle mesh. The face is a sheet over the plane (u,
 * v) of unrolled angle about the vertical axis and height: curves and measured points keep their
 * places, a thin-plate spline fills the skin between them, and the openings of eyes and mouth stay
 * free. Units are millimetres.
 */
public final class HeadTemplate {
  /** Where the vertical axis of the unrolling lies. */
  static final double AXIS_Z = -75;

  private static final double RADIUS = 80;
  private static final double SPACING = 8;
  private static final HeadTemplate INSTANCE = new HeadTemplate();

  private final List<double[]> positions = new ArrayList<>();
  private final List<double[]> sheet = new ArrayList<>();
  private final Map<String, Curve> curves = new LinkedHashMap<>();
  private final Map<String, Integer> known = new HashMap<>();
  private final int[] triangles;

  private HeadTemplate() {
    JsonNode file = read("head.json");
    for (JsonNode curve : file.get("curves")) {
      addCurve(curve);
    }
    for (JsonNode point : file.get("surface")) {
      double extra = point.size() > 3 ? point.get(3).asDouble() : 0;
      double[] p = {point.get(0).asDouble(), point.get(1).asDouble(), point.get(2).asDouble()};
      vertex(p, extra);
      if (p[0] != 0) {
        vertex(new double[] {-p[0], p[1], p[2]}, extra);
      }
    }
    fill();
    triangles = triangulate();
  }

  /** The one template. */
  public static HeadTemplate get() {
    return INSTANCE;
  }

  /** Vertices of the face sheet. */
  int vertexCount() {
    return positions.size();
  }

  /** {@code {x, y, z}} of a vertex. */
  double[] position(int vertex) {
    return positions.get(vertex);
  }

  /** {@code {u, v}} of a vertex. */
  public double[] sheet(int vertex) {
    return sheet.get(vertex);
  }

  /** Three vertices per triangle. */
  int[] triangles() {
    return triangles;
  }

  /**
   * A curve by name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public Curve curve(String name) {
    Curve curve = curves.get(name);
    if (curve == null) {
      throw new IllegalArgumentException("no curve is called '%s'".formatted(name));
    }
    return curve;
  }

  /** A resource beside this class as JSON. */
  static JsonNode read(String resource) {
    try (InputStream in = HeadTemplate.class.getResourceAsStream(resource)) {
      return StrictJson.mapper().readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(resource, e);
    }
  }

  private void addCurve(JsonNode node) {
    List<double[]> knots = new ArrayList<>();
    for (JsonNode p : node.get("points")) {
      knots.add(new double[] {p.get(0).asDouble(), p.get(1).asDouble(), p.get(2).asDouble()});
    }
    String name = node.get("name").asText();
    int steps = node.get("steps").asInt();
    switch (node.get("kind").asText()) {
      case "joined" -> {
        List<double[]> whole = new ArrayList<>();
        for (int i = knots.size() - 1; i > 0; i--) {
          whole.add(mirrored(knots.get(i)));
        }
        whole.addAll(knots);
        addCurve(name, whole, steps);
      }
      case "paired" -> {
        addCurve(name + ".right", knots, steps);
        addCurve(name + ".left", knots.stream().map(HeadTemplate::mirrored).toList(), steps);
      }
      case "middle" -> addCurve(name, knots, steps);
      default -> throw new IllegalStateException("unknown kind of curve " + name);
    }
  }

  private void addCurve(String name, List<double[]> knots, int steps) {
    int count = (knots.size() - 1) * steps + 1;
    int[] vertices = new int[count];
    for (int i = 0; i < count; i++) {
      vertices[i] = vertex(catmullRom(knots, i / steps, (i % steps) / (double) steps), 0);
    }
    curves.put(name, new Curve(name, vertices, steps));
  }

  private static double[] mirrored(double[] p) {
    return new double[] {-p[0], p[1], p[2]};
  }

  /** The smooth curve through knots (Catmull, Rom 1974), mirrored at its ends. */
  private static double[] catmullRom(List<double[]> knots, int segment, double t) {
    int last = knots.size() - 1;
    double[] b = knots.get(segment);
    if (t == 0) {
      return b;
    }
    double[] c = knots.get(segment + 1);
    double[] out = new double[3];
    for (int k = 0; k < 3; k++) {
      double before = segment > 0 ? knots.get(segment - 1)[k] : 2 * b[k] - c[k];
      double after = segment + 2 <= last ? knots.get(segment + 2)[k] : 2 * c[k] - b[k];
      double m0 = (c[k] - before) / 2;
      double m1 = (after - b[k]) / 2;
      double d = c[k] - b[k];
      out[k] = b[k] + t * (m0 + t * (3 * d - 2 * m0 - m1 + t * (m0 + m1 - 2 * d)));
    }
    return out;
  }

  private int vertex(double[] p, double extra) {
    String key = NumberText.format("%.4f %.4f %.4f", p[0] + 0.0, p[1], p[2]);
    Integer old = known.get(key);
    if (old != null) {
      return old;
    }
    known.put(key, positions.size());
    positions.add(p);
    sheet.add(new double[] {StrictMath.atan2(p[0], p[2] - AXIS_Z) * RADIUS, p[1] + extra});
    return positions.size() - 1;
  }

  private void fill() {
    int n = positions.size();
    double[] u = new double[n];
    double[] v = new double[n];
    for (int i = 0; i < n; i++) {
      u[i] = sheet.get(i)[0];
      v[i] = sheet.get(i)[1];
    }
    ThinPlateSpline skin = new ThinPlateSpline(u, v, positions.toArray(double[][]::new), 0.5);
    double maxU = java.util.Arrays.stream(u).max().orElseThrow() - 6;
    int row = 0;
    for (double fv = -97; fv < 200; fv += SPACING * 0.87, row++) {
      for (double fu = row % 2 == 0 ? 0 : SPACING / 2; fu < maxU; fu += SPACING) {
        if (isFree(fu, fv)) {
          double[] p = skin.at(fu, fv);
          positions.add(p);
          sheet.add(new double[] {fu, fv});
          if (fu > 0) {
            positions.add(mirrored(p));
            sheet.add(new double[] {-fu, fv});
          }
        }
      }
    }
  }

  private boolean isFree(double u, double v) {
    for (double[] other : sheet) {
      double du = other[0] - u;
      double dv = other[1] - v;
      if (du * du + dv * dv < 0.3 * SPACING * SPACING) {
        return false;
      }
    }
    return !isOpening(u, v);
  }

  private boolean isOpening(double u, double v) {
    return inside(u, v, curve("upper-lid.left"), curve("lower-lid.left"))
        || inside(u, v, curve("upper-lid.right"), curve("lower-lid.right"))
        || inside(u, v, curve("upper-lip-inner"), curve("lower-lip-inner"));
  }

  private boolean inside(double u, double v, Curve there, Curve back) {
    int n = there.vertices().length;
    int m = back.vertices().length;
    boolean in = false;
    double[] previous = sheet.get(back.vertices()[0]);
    for (int i = 0; i < n + m; i++) {
      double[] p = sheet.get(i < n ? there.vertices()[i] : back.vertices()[n + m - 1 - i]);
      if ((p[1] > v) != (previous[1] > v)
          && u < (previous[0] - p[0]) * (v - p[1]) / (previous[1] - p[1]) + p[0]) {
        in = !in;
      }
      previous = p;
    }
    return in;
  }

  private int[] triangulate() {
    int n = sheet.size();
    double[] u = new double[n];
    double[] v = new double[n];
    for (int i = 0; i < n; i++) {
      // A breath of irregularity keeps four points of the grid off one circle.
      u[i] = sheet.get(i)[0] + 1e-4 * StrictMath.sin(i * 12.9898);
      v[i] = sheet.get(i)[1] + 1e-4 * StrictMath.sin(i * 78.233);
    }
    int[] all = Delaunay.triangulate(u, v);
    record Placed(int a, int b, int c, double u, double v) {}
    List<Placed> kept = new ArrayList<>();
    for (int t = 0; t < all.length; t += 3) {
      int a = all[t];
      int b = all[t + 1];
      int c = all[t + 2];
      Placed placed = new Placed(a, b, c, (u[a] + u[b] + u[c]) / 3, (v[a] + v[b] + v[c]) / 3);
      if (!isOpening(placed.u, placed.v)) {
        kept.add(placed);
      }
    }
    // Neighbours one after the other, in bands: they share texture and canvas in the cache.
    kept.sort(
        java.util.Comparator.<Placed>comparingInt(t -> (int) Math.floor(t.v / SPACING))
            .thenComparingDouble(t -> t.u));
    return kept.stream().flatMapToInt(t -> java.util.stream.IntStream.of(t.a, t.b, t.c)).toArray();
  }
}
