package org.wingloss.data.synthetic.head;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.wingloss.data.synthetic.render.MeshGrid;
import org.wingloss.data.synthetic.render.Part;
import org.wingloss.data.synthetic.render.ProjectedVertices;

/**
 * The template's skin together with what lies behind and beside it: eyeballs, teeth, the cavity of
 * the mouth, ears and skull. Built once, shared by all threads, never changed.
 */
public final class HeadMesh {
  private static final int EYE_COLUMNS = 13;
  private static final int EYE_ROWS = 9;
  private static final double EYE_WIDTH = 17;
  private static final double EYE_HEIGHT = 11;
  private static final int EAR_SIDE = 12;
  private static final HeadMesh INSTANCE = new HeadMesh();

  /** Triangles of one part. */
  public static final class Piece {
    private final Part part;
    private final int firstVertex;
    private final int endVertex;
    private final int[] triangles;

    private Piece(Part part, int firstVertex, int endVertex, int[] triangles) {
      this.part = part;
      this.firstVertex = firstVertex;
      this.endVertex = endVertex;
      this.triangles = triangles;
    }

    /** What it shows. */
    public Part part() {
      return part;
    }

    /** Its vertices begin here. */
    int firstVertex() {
      return firstVertex;
    }

    /** Its vertices end before this one. */
    int endVertex() {
      return endVertex;
    }

    /** Three vertices per triangle; not to be changed. */
    public int[] triangles() {
      return triangles;
    }
  }

  private final List<HeadVertex> sites = new ArrayList<>();
  private final List<Piece> pieces = new ArrayList<>();
  private final float[] u;
  private final float[] v;
  private final float[] openness;

  private interface Patch {
    /** Position and texture place {@code {x, y, z, u, v}} at s, t in 0 … 1. */
    double[] at(double s, double t);
  }

  private HeadMesh() {
    HeadTemplate template = HeadTemplate.get();
    LidWeights lids = new LidWeights(template);
    for (int i = 0; i < template.vertexCount(); i++) {
      double[] p = template.position(i);
      double[] w = lids.at(i);
      sites.add(new HeadVertex(p[0], p[1], p[2], Part.SKIN, w[0], w[1], w[2]));
    }
    pieces.add(new Piece(Part.SKIN, 0, sites.size(), template.triangles()));
    List<double[]> texture = new ArrayList<>();
    for (int i = 0; i < template.vertexCount(); i++) {
      texture.add(template.sheet(i));
    }
    for (int side = -1; side <= 1; side += 2) {
      int sign = side;
      add(Part.EYE, EYE_COLUMNS, EYE_ROWS, texture, (s, t) -> eye(sign, s, t));
      add(Part.EAR, EAR_SIDE, EAR_SIDE, texture, (s, t) -> ear(sign, s, t));
    }
    add(Part.TEETH, 11, 4, texture, (s, t) -> teeth(s, t, 57, 68.6, 18));
    add(Part.TEETH, 11, 4, texture, (s, t) -> teeth(s, t, 71, 79, 13));
    add(Part.MOUTH, 9, 7, texture, HeadMesh::cavity);
    add(Part.SKULL, 25, 15, texture, HeadMesh::skull);
    u = new float[texture.size()];
    v = new float[texture.size()];
    for (int i = 0; i < u.length; i++) {
      u[i] = (float) texture.get(i)[0];
      v[i] = (float) texture.get(i)[1];
    }
    openness = new float[u.length];
    for (int i = 0; i < u.length; i++) {
      openness[i] = (float) openness(sites.get(i));
    }
  }

  /** How much of the light arrives: less under the chin, in the mouth, beside the nose. */
  private static double openness(HeadVertex s) {
    return switch (s.part()) {
      case SKIN ->
          1
              - 0.45 * ShapeMode.step(s.y() - 0.3 * s.z(), 112, 135)
              - 0.12 * ShapeMode.bell(s.side(), 16, 5) * ShapeMode.bell(s.y(), 3, 9)
              - 0.12 * ShapeMode.bell(s.side(), 0, 12) * ShapeMode.bell(s.y(), 48, 4);
      case TEETH -> s.y() > 70 ? 0.7 : 0.9;
      case MOUTH -> 0.5;
      case EAR -> 0.9;
      default -> 1;
    };
  }

  /** The one mesh. */
  public static HeadMesh get() {
    return INSTANCE;
  }

  /** One site per vertex. */
  List<HeadVertex> sites() {
    return sites;
  }

  /**
   * The place of an eyeball's surface.
   *
   * @param side −1 for the eye on the picture's left, 1 for the other
   * @param dx millimetres from the eye's middle to the picture's right
   * @param dy millimetres down
   */
  CanvasPoint eye(ProjectedVertices head, int side, double dx, double dy) {
    Piece eye = pieces.stream().filter(p -> p.part() == Part.EYE).toList().get(side < 0 ? 0 : 1);
    double s = (side * dx / EYE_WIDTH + 1) / 2 * (EYE_COLUMNS - 1);
    double t = (dy / EYE_HEIGHT + 1) / 2 * (EYE_ROWS - 1);
    int column = Math.max(0, Math.min(EYE_COLUMNS - 2, (int) s));
    int row = Math.max(0, Math.min(EYE_ROWS - 2, (int) t));
    int corner = eye.firstVertex() + row * EYE_COLUMNS + column;
    double share = s - column;
    CanvasPoint above =
        Anchor.at(corner).spot(head).towards(Anchor.at(corner + 1).spot(head), share);
    int below = corner + EYE_COLUMNS;
    return above.towards(
        Anchor.at(below).spot(head).towards(Anchor.at(below + 1).spot(head), share), t - row);
  }

  /** The lowest place of an ear. */
  Anchor earLobe(int side) {
    Piece ear = pieces.stream().filter(p -> p.part() == Part.EAR).toList().get(side < 0 ? 0 : 1);
    return Anchor.at(ear.firstVertex() + EAR_SIDE * (EAR_SIDE - 2) + (EAR_SIDE - 1) / 4);
  }

  /** The parts in drawing order. */
  public List<Piece> pieces() {
    return pieces;
  }

  /** Texture abscissa of every vertex, millimetres. */
  public float[] u() {
    return u;
  }

  /** Share of the light that reaches every vertex, 0 to 1. */
  public float[] openness() {
    return openness;
  }

  /** Texture ordinate of every vertex, millimetres. */
  public float[] v() {
    return v;
  }

  private void add(Part part, int columns, int rows, List<double[]> texture, Patch patch) {
    int first = sites.size();
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        double[] p = patch.at(c / (columns - 1.0), r / (rows - 1.0));
        sites.add(new HeadVertex(p[0], p[1], p[2], part, 0, 0, 0));
        texture.add(new double[] {p[3], p[4]});
      }
    }
    pieces.add(new Piece(part, first, sites.size(), MeshGrid.triangles(columns, rows, first)));
  }

  private static double[] eye(int sign, double s, double t) {
    double dx = (s * 2 - 1) * EYE_WIDTH;
    double dy = (t * 2 - 1) * EYE_HEIGHT;
    double plane = 3.75 - dx * 0.27;
    double z = plane + 3.6 * (1 - dx * dx / 240) - 3 * dy * dy / 121 - 1.7;
    return new double[] {sign * (31 + dx), dy - 0.5, z, sign * dx, dy};
  }

  private static double[] ear(int sign, double s, double t) {
    double angle = s * 2 * Math.PI;
    double back = StrictMath.cos(angle) * t;
    double down = StrictMath.sin(angle) * t;
    double narrow = 1 - 0.3 * Math.max(0, down);
    double flare = 5 + 7 * (back + 0.3) - 2 * down;
    double rim = t > 0.95 ? -3.5 : t > 0.7 ? 2.5 : t < 0.4 ? -4 : 0;
    return new double[] {
      sign * (73 + flare + rim),
      18 + 31 * down - 4 * back,
      -80 - 17 * back * narrow - 4 * down,
      100 * back,
      100 * down
    };
  }

  private static double[] teeth(double s, double t, double top, double bottom, double front) {
    double x = (s * 2 - 1) * 21;
    double y = top + (bottom - top) * t;
    return new double[] {x, y, front - 4 - x * x / 30, x, t};
  }

  private static double[] cavity(double s, double t) {
    double x = (s * 2 - 1) * 26;
    double y = 56 + 26 * t;
    return new double[] {x, y, -13 + 8 * (1 - x * x / 676), x, t};
  }

  private static double[] skull(double s, double t) {
    double longitude = (s - 0.5) * 2 * Math.PI;
    double latitude = (t - 0.5) * Math.PI;
    double c = StrictMath.cos(latitude);
    return new double[] {
      75 * c * StrictMath.sin(longitude),
      -28 + 90 * StrictMath.sin(latitude),
      -80 + 97 * c * StrictMath.cos(longitude),
      longitude * 80,
      -28 + 90 * StrictMath.sin(latitude)
    };
  }

  /** Smooth vertex normals of deformed positions, pointing out of the head. */
  public void normals(float[] x, float[] y, float[] z, float[] nx, float[] ny, float[] nz) {
    Arrays.fill(nx, 0);
    Arrays.fill(ny, 0);
    Arrays.fill(nz, 0);
    for (Piece piece : pieces) {
      MeshGrid.addNormals(piece.triangles(), x, y, z, nx, ny, nz);
      boolean skin = piece.part() == Part.SKIN;
      for (int i = piece.firstVertex(); i < piece.endVertex(); i++) {
        double length = Math.sqrt(nx[i] * nx[i] + ny[i] * ny[i] + nz[i] * nz[i]) + 1e-9;
        float sign = (float) ((skin || outward(i, x, y, z, nx, ny, nz) ? 1 : -1) / length);
        nx[i] *= sign;
        ny[i] *= sign;
        nz[i] *= sign;
      }
    }
    Piece face = pieces.get(0);
    float sign = outward(face.firstVertex(), x, y, z, nx, ny, nz) ? 1 : -1;
    if (sign < 0) {
      for (int i = face.firstVertex(); i < face.endVertex(); i++) {
        nx[i] = -nx[i];
        ny[i] = -ny[i];
        nz[i] = -nz[i];
      }
    }
  }

  private static boolean outward(
      int i, float[] x, float[] y, float[] z, float[] nx, float[] ny, float[] nz) {
    return x[i] * nx[i] + (y[i] - 20) * ny[i] + (z[i] + 80) * nz[i] >= 0;
  }
}
