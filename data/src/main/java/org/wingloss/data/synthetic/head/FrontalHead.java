package org.wingloss.data.synthetic.head;

import java.util.ArrayList;
import java.util.List;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.synthetic.render.Camera;
import org.wingloss.data.synthetic.render.Canvas;
import org.wingloss.data.synthetic.render.HoleFilling;
import org.wingloss.data.synthetic.render.MeshGrid;
import org.wingloss.data.synthetic.render.Part;
import org.wingloss.data.synthetic.render.ProjectedVertices;
import org.wingloss.data.synthetic.render.Shader;
import org.wingloss.data.synthetic.render.Surface;

/**
 * The resting head seen from the front, as a relief over a square grid: how deep a frontal
 * photograph is. Where the head ends (hair, shoulders) its depth goes on smoothly. Between the lips
 * the grid is cut, so that they can part: there the nodes of one row stand twice. Millimetres, in
 * the head's coordinates. Built once, shared by all threads, never changed.
 */
public final class FrontalHead {
  /** Nodes per side. */
  private static final int SIDE = 128;

  private static final double LEFT = -200;
  private static final double TOP = -180;
  private static final double SPACING = 400.0 / (SIDE - 1);

  /** So far away that the projection is parallel. */
  private static final double DISTANCE = 20_000;

  private static final FrontalHead INSTANCE = new FrontalHead();

  private final HeadShape resting = HeadShape.resting();
  private final LipLine lipLine = new LipLine(resting, SIDE, LEFT, TOP, SPACING);
  private final int[] triangles = lipLine.cut(MeshGrid.triangles(SIDE, SIDE, 0));
  private final int[] betweenLips = lipLine.between();
  private final float[] x = new float[lipLine.nodes()];
  private final float[] y = new float[lipLine.nodes()];
  private final float[] z = new float[lipLine.nodes()];
  private final float[][] identity;
  private final float[][] expression;

  private FrontalHead() {
    for (int i = 0; i < SIDE * SIDE; i++) {
      int row = i / SIDE;
      x[i] = (float) (LEFT + SPACING * (i % SIDE));
      y[i] = (float) (TOP + SPACING * row);
    }
    measureDepth();
    lipLine.place(x, y, z);
    List<HeadVertex> sites = new ArrayList<>();
    for (int i = 0; i < x.length; i++) {
      sites.add(
          new HeadVertex(x[i], lipLine.neutralY(i, x[i], y[i], z[i]), z[i], Part.SKIN, 0, 0, 0));
    }
    identity = ShapeMode.tabulate(IdentityModes.ALL, sites);
    expression = ShapeMode.tabulate(ExpressionModes.ALL, sites);
  }

  /** The one head. */
  public static FrontalHead get() {
    return INSTANCE;
  }

  /** Two triangles per cell; not to be changed. */
  public int[] triangles() {
    return triangles;
  }

  /** What lies between the lips of a photograph where they part; not to be changed. */
  public int[] betweenLips() {
    return betweenLips;
  }

  /** The nodes' x, row by row; not to be changed. */
  public float[] x() {
    return x;
  }

  /** The nodes' y. */
  public float[] y() {
    return y;
  }

  /** The nodes' z: depth of what a frontal photograph shows there. */
  public float[] z() {
    return z;
  }

  /** The head whose relief this is. */
  public HeadShape shape() {
    return resting;
  }

  /** The 68 landmarks of 300-W of any head, seen from the front. */
  public static Landmarks landmarks(HeadShape head) {
    return RenderedLandmarks.positions(
        LandmarkLayout.of("300w-68").places(),
        new LandmarkPlace.View(project(head.x(), head.y(), head.z()), 0, 0, 0));
  }

  /** Adds to the nodes' positions what a shape differs from the resting one. */
  public void displace(HeadShape shape, float[] atX, float[] atY, float[] atZ) {
    for (int m = 0; m < identity.length; m++) {
      add((float) shape.identity(m), identity[m], atX, atY, atZ);
    }
    for (int m = 0; m < expression.length; m++) {
      add((float) (shape.expression(m) - resting.expression(m)), expression[m], atX, atY, atZ);
    }
  }

  private static void add(float c, float[] mode, float[] atX, float[] atY, float[] atZ) {
    if (c != 0) {
      for (int i = 0; i < atX.length; i++) {
        atX[i] += c * mode[3 * i];
        atY[i] += c * mode[3 * i + 1];
        atZ[i] += c * mode[3 * i + 2];
      }
    }
  }

  /** Seen from the front without perspective: a canvas pixel is a millimetre. */
  private static ProjectedVertices project(float[] px, float[] py, float[] pz) {
    Camera camera = new Camera(0, 0, 0, DISTANCE, 1, 0, 0);
    ProjectedVertices out = new ProjectedVertices(px.length, px, py);
    for (int i = 0; i < px.length; i++) {
      out.x[i] = px[i];
      out.y[i] = py[i];
      out.near[i] = camera.near(camera.rotatedZ(px[i], py[i], pz[i]));
    }
    return out;
  }

  /** The nearest surface at every node; where there is none, it is filled in. */
  private void measureDepth() {
    HeadMesh mesh = HeadMesh.get();
    ProjectedVertices head = project(resting.x(), resting.y(), resting.z());
    for (int i = 0; i < head.x.length; i++) {
      head.x[i] = (float) ((head.x[i] - LEFT) / SPACING);
      head.y[i] = (float) ((head.y[i] - TOP) / SPACING);
    }
    Canvas canvas = new Canvas(SIDE);
    Shader plain = (u, v, red, green, blue, gloss) -> 0;
    for (HeadMesh.Piece piece : mesh.pieces()) {
      if (piece.part() != Part.MOUTH && piece.part() != Part.TEETH) {
        canvas.draw(piece.triangles(), head, Surface.of(plain, piece.part()));
      }
    }
    float atPivot = new Camera(0, 0, 0, DISTANCE, 1, 0, 0).rotatedZ(0, 0, 0);
    float[] known = new float[SIDE * SIDE];
    float[] depth = new float[SIDE * SIDE];
    for (int i = 0; i < depth.length; i++) {
      if (canvas.near()[i] > 0) {
        known[i] = 1;
        depth[i] = (float) (DISTANCE - 1.0 / canvas.near()[i]) - atPivot;
      }
    }
    HoleFilling.fill(new float[][] {depth}, known, SIDE);
    System.arraycopy(depth, 0, z, 0, depth.length);
  }
}
