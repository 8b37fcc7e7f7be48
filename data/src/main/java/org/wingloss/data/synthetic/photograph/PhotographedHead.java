package org.wingloss.data.synthetic.photograph;

import org.wingloss.data.face.Landmarks;
import org.wingloss.data.geometry.AffineMap;
import org.wingloss.data.image.RgbImage;
import org.wingloss.data.image.Warp;
import org.wingloss.data.shape.Procrustes;
import org.wingloss.data.synthetic.head.FrontalHead;
import org.wingloss.data.synthetic.head.HeadMesh;
import org.wingloss.data.synthetic.head.HeadPose;
import org.wingloss.data.synthetic.head.HeadShape;
import org.wingloss.data.synthetic.head.Outline;
import org.wingloss.data.synthetic.head.ShapeMode;
import org.wingloss.data.synthetic.head.ThinPlateSpline;
import org.wingloss.data.synthetic.render.Part;
import org.wingloss.data.synthetic.render.SceneMesh;
import org.wingloss.data.synthetic.render.Shader;
import org.wingloss.data.synthetic.render.Stage;
import org.wingloss.data.synthetic.render.Surface;
import org.wingloss.data.synthetic.skin.MouthShaders;

/**
 * A frontal photograph as a relief: the whole person, hair, neck and shoulders too, with the depth
 * of the resting head, so that it can be seen from other sides (as Zhu et al. 2016 turn photographs
 * to profiles). Its landmarks are those of the head that lies under it, whose lips are as far apart
 * as the photograph's; lips that meet can be parted. A plain background is cut off.
 */
public final class PhotographedHead {
  /** Beyond this yaw, degrees, a frontal photograph shows too little of the head. */
  private static final double LARGEST_YAW = 50;

  private static final int LARGEST_SIDE = 400;
  private static final int LANDMARKS = 68;
  private static final int JAW_POINTS = 17;

  /** Millimetres beyond the face over which its own shape passes into that of the mean head. */
  private static final double NEAR = 12;

  private static final double FAR = 80;

  /** Lips less than this apart count as closed, millimetres. */
  private static final double LIPS_MEET = 1.2;

  /** Between the outer corners of the eyes of the mean head, millimetres. */
  private static final double EYE_DISTANCE = 90;

  /** The shoulders do not turn as far as the head: where the neck begins and ends, millimetres. */
  private static final double NECK_TOP = 112;

  private static final double NECK_END = 160;

  private final int[] texture;
  private final boolean[] person;
  private final int width;
  private final int height;
  private final float[] u;
  private final float[] v;
  private final float[] x;
  private final float[] y;
  private final float[] z;
  private final HeadShape head;
  private final boolean lipsMeet;

  /**
   * Lays a photograph over the head.
   *
   * @param photograph a face from the front
   * @param landmarks the 68 landmarks of 300-W in its pixels
   */
  public PhotographedHead(RgbImage photograph, Landmarks landmarks) {
    FrontalHead frontal = FrontalHead.get();
    if (landmarks.count() != LANDMARKS) {
      throw new IllegalArgumentException(
          "a photographed head needs %d landmarks but got %d"
              .formatted(LANDMARKS, landmarks.count()));
    }
    double shrink =
        Math.min(1, LARGEST_SIDE / (double) Math.max(photograph.width(), photograph.height()));
    width = (int) Math.round(photograph.width() * shrink);
    height = (int) Math.round(photograph.height() * shrink);
    AffineMap textureFromPhotograph =
        AffineMap.resizing(
            width / (double) photograph.width(), height / (double) photograph.height());
    RgbImage small = Warp.crop(photograph, textureFromPhotograph, width, height);
    texture = new int[width * height];
    for (int i = 0; i < texture.length; i++) {
      texture[i] =
          (small.rgb()[3 * i] & 255) << 16
              | (small.rgb()[3 * i + 1] & 255) << 8
              | (small.rgb()[3 * i + 2] & 255);
    }
    person = Matte.person(small);
    double gap = lipGap(landmarks);
    lipsMeet = gap < LIPS_MEET;
    HeadShape base = HeadShape.withParted(lipsMeet ? 0 : gap);
    Placement placement = new Placement(FrontalHead.landmarks(base), landmarks);
    int n = frontal.x().length;
    u = new float[n];
    v = new float[n];
    x = frontal.x().clone();
    y = frontal.y().clone();
    z = frontal.z().clone();
    frontal.displace(base, x, y, z);
    for (int i = 0; i < n; i++) {
      double[] pixel = placement.pixel(x[i], y[i]);
      u[i] = (float) textureFromPhotograph.x(pixel[0], pixel[1]);
      v[i] = (float) textureFromPhotograph.y(pixel[0], pixel[1]);
      x[i] = (float) placement.toHead.x(pixel[0], pixel[1]);
      y[i] = (float) placement.toHead.y(pixel[0], pixel[1]);
    }
    float[] headX = base.x().clone();
    float[] headY = base.y().clone();
    for (int i = 0; i < headX.length; i++) {
      double[] pixel = placement.pixel(headX[i], headY[i]);
      headX[i] = (float) placement.toHead.x(pixel[0], pixel[1]);
      headY[i] = (float) placement.toHead.y(pixel[0], pixel[1]);
    }
    head = base.at(headX, headY, base.z());
  }

  /** How far the inner edges of the lips are apart, millimetres of a head of mean size. */
  private static double lipGap(Landmarks face) {
    double sum = 0;
    for (int i = 61; i <= 63; i++) {
      sum += distance(face, i, 128 - i);
    }
    return sum / 3 * EYE_DISTANCE / distance(face, 36, 45);
  }

  private static double distance(Landmarks face, int a, int b) {
    return Math.hypot(face.x(a) - face.x(b), face.y(a) - face.y(b));
  }

  /** Whether the photograph shows closed lips, which a change may part. */
  public boolean lipsMeet() {
    return lipsMeet;
  }

  /** Where places of the resting head, seen from the front, fall in the photograph. */
  private static final class Placement {
    private final AffineMap toPhotograph;
    private final AffineMap toHead;
    private final ThinPlateSpline own;
    private final double[][] face;

    Placement(Landmarks head, Landmarks photograph) {
      toPhotograph = Procrustes.similarity(head, photograph);
      toHead = toPhotograph.inverse();
      int n = head.count();
      double[] atX = new double[n];
      double[] atY = new double[n];
      double[][] rest = new double[n][];
      face = new double[JAW_POINTS + 10][];
      for (int i = 0; i < n; i++) {
        atX[i] = head.x(i);
        atY[i] = head.y(i);
        rest[i] =
            new double[] {
              photograph.x(i) - toPhotograph.x(atX[i], atY[i]),
              photograph.y(i) - toPhotograph.y(atX[i], atY[i])
            };
        if (i < face.length) {
          // The jaw from left to right, then the brows back from right to left.
          int place = i < JAW_POINTS ? i : face.length - 1 - (i - JAW_POINTS);
          face[place] = new double[] {atX[i], atY[i]};
        }
      }
      own = new ThinPlateSpline(atX, atY, rest, 0.5);
    }

    double[] pixel(double atX, double atY) {
      double share = 1 - ShapeMode.step(-Outline.inside(face, atX, atY), NEAR, FAR);
      double[] rest = share > 0 ? own.at(atX, atY) : new double[2];
      return new double[] {
        toPhotograph.x(atX, atY) + share * rest[0], toPhotograph.y(atX, atY) + share * rest[1]
      };
    }
  }

  /** Whether a frontal photograph shows enough of a head in this pose. */
  public static boolean canTake(HeadPose pose) {
    return Math.abs(pose.yaw()) <= LARGEST_YAW;
  }

  /** The head under the photograph, changed as another head differs from the resting one. */
  public HeadShape shape(HeadShape change) {
    HeadShape resting = FrontalHead.get().shape();
    return head.at(
        moved(head.x(), change.x(), resting.x()),
        moved(head.y(), change.y(), resting.y()),
        moved(head.z(), change.z(), resting.z()));
  }

  private static float[] moved(float[] from, float[] to, float[] rest) {
    float[] out = from.clone();
    for (int i = 0; i < out.length; i++) {
      out[i] += to[i] - rest[i];
    }
    return out;
  }

  /**
   * Draws the photograph.
   *
   * @param change another head whose difference from the resting one it takes on
   * @param relit how much of the scene's light falls on it beside the photograph's own, 0 to 1
   */
  public void draw(Stage stage, HeadPose pose, HeadShape change, float relit) {
    float[] atX = x.clone();
    float[] atY = y.clone();
    float[] atZ = z.clone();
    FrontalHead frontal = FrontalHead.get();
    frontal.displace(change, atX, atY, atZ);
    turnShouldersBack(pose, atX, atY, atZ);
    Shader shader =
        (tu, tv, red, green, blue, gloss) ->
            colour(
                tu,
                tv,
                1 - relit + relit * 1.1f * red,
                1 - relit + relit * 1.1f * green,
                1 - relit + relit * 1.1f * blue);
    new SceneMesh(frontal.triangles(), atX, atY, atZ, u, v)
        .draw(stage, Surface.of(shader, Part.SKIN), 20, -300);
    if (lipsMeet) {
      drawMouth(stage, shape(change));
    } else {
      new SceneMesh(frontal.betweenLips(), atX, atY, atZ, u, v)
          .draw(stage, Surface.of(shader, Part.MOUTH), 20, -300);
    }
  }

  /** What parted lips show: the head's own teeth and the hollow of its mouth. */
  private static void drawMouth(Stage stage, HeadShape shape) {
    HeadMesh mesh = HeadMesh.get();
    for (HeadMesh.Piece piece : mesh.pieces()) {
      if (piece.part() == Part.TEETH || piece.part() == Part.MOUTH) {
        Shader shader = piece.part() == Part.TEETH ? MouthShaders::teeth : MouthShaders::cavity;
        new SceneMesh(piece.triangles(), shape.x(), shape.y(), shape.z(), mesh.u(), mesh.v())
            .draw(stage, Surface.of(shader, piece.part()), 20, -300);
      }
    }
  }

  /** The camera turns all of it; the shoulders turn less than half as far. */
  private static void turnShouldersBack(HeadPose pose, float[] atX, float[] atY, float[] atZ) {
    for (int i = 0; i < atX.length; i++) {
      double share = ShapeMode.step(atY[i], NECK_TOP, NECK_END);
      if (share > 0) {
        double yaw = Math.toRadians(-0.6 * pose.yaw() * share);
        double c = StrictMath.cos(yaw);
        double s = StrictMath.sin(yaw);
        double depth = atZ[i] + 75;
        double acrossX = c * atX[i] + s * depth;
        double acrossZ = -s * atX[i] + c * depth;
        double pitch = Math.toRadians(-pose.pitch() * share);
        double cp = StrictMath.cos(pitch);
        double sp = StrictMath.sin(pitch);
        double down = atY[i] - NECK_TOP;
        atX[i] = (float) acrossX;
        atY[i] = (float) (NECK_TOP + cp * down + sp * acrossZ);
        atZ[i] = (float) (-sp * down + cp * acrossZ - 75);
      }
    }
  }

  private int colour(float tu, float tv, float red, float green, float blue) {
    // Below the picture its last row goes on.
    float cv = Math.min(height - 1.001f, tv);
    if (tu < 0 || tu > width - 1.001f || cv < 0) {
      return Shader.NOTHING;
    }
    int x0 = (int) tu;
    int y0 = (int) cv;
    int at = y0 * width + x0;
    int nearest = Math.round(cv) * width + Math.round(tu);
    if (!person[nearest]) {
      return Shader.NOTHING;
    }
    int above = Shader.mix(texture[at], texture[at + 1], tu - x0);
    int below = Shader.mix(texture[at + width], texture[at + width + 1], tu - x0);
    return Shader.lit(Shader.mix(above, below, cv - y0), red, green, blue, 0);
  }
}
