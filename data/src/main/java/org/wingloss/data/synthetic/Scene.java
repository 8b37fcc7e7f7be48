package org.wingloss.data.synthetic;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.image.RgbImage;
import org.wingloss.data.synthetic.head.HeadMesh;
import org.wingloss.data.synthetic.head.HeadPose;
import org.wingloss.data.synthetic.head.HeadShape;
import org.wingloss.data.synthetic.head.LandmarkPlace;
import org.wingloss.data.synthetic.head.RenderedLandmarks;
import org.wingloss.data.synthetic.photograph.Photograph;
import org.wingloss.data.synthetic.photograph.PhotographedHead;
import org.wingloss.data.synthetic.photograph.PhotographedSkin;
import org.wingloss.data.synthetic.photograph.PhotographedSkinShader;
import org.wingloss.data.synthetic.render.Camera;
import org.wingloss.data.synthetic.render.Canvas;
import org.wingloss.data.synthetic.render.Degradation;
import org.wingloss.data.synthetic.render.Part;
import org.wingloss.data.synthetic.render.PictureBorder;
import org.wingloss.data.synthetic.render.ProjectedVertices;
import org.wingloss.data.synthetic.render.SceneLight;
import org.wingloss.data.synthetic.render.Shader;
import org.wingloss.data.synthetic.render.ShadowMap;
import org.wingloss.data.synthetic.render.Stage;
import org.wingloss.data.synthetic.render.Supersampling;
import org.wingloss.data.synthetic.render.Surface;
import org.wingloss.data.synthetic.scene.Backdrop;
import org.wingloss.data.synthetic.scene.Beard;
import org.wingloss.data.synthetic.scene.Clothes;
import org.wingloss.data.synthetic.scene.Glasses;
import org.wingloss.data.synthetic.scene.Hair;
import org.wingloss.data.synthetic.scene.Occluder;
import org.wingloss.data.synthetic.skin.Appearance;
import org.wingloss.data.synthetic.skin.EyeShader;
import org.wingloss.data.synthetic.skin.MouthShaders;
import org.wingloss.data.synthetic.skin.SkinShader;

/** One face with everything around it: drawn with a random number generator, then rendered. */
final class Scene {
  /** The share of faces that are photographs seen from another side, where there are any. */
  private static final double PHOTOGRAPHED_HEAD = 0.45;

  /** The share of faces that wear a photograph's skin or are photographs. */
  private static final double PHOTOGRAPHED = 0.85;

  /** The share of faces with a full beard where there are photographs, whose own are short. */
  private static final double BEARDS = 0.13;

  /** The share of faces at the end of a picture where there are photographs. */
  private static final double BORDERS = 0.08;

  private final SyntheticSettings settings;
  private final HeadPose pose;
  private final HeadShape shape;
  private final Optional<PhotographedSkin> skin;
  private final Optional<PhotographedHead> photograph;
  private final float relit;
  private final Appearance look;
  private final Hair hair;
  private final SceneLight light;
  private final Backdrop backdrop;
  private final double zoom;
  private final double offsetX;
  private final double offsetY;
  private final Degradation lens;
  private final Glasses glasses;
  private final Occluder occluder;
  private final Optional<Beard> beard;
  private final Optional<PictureBorder> border;

  /**
   * Draws what the picture will show.
   *
   * @param photographs what most faces are made of; none for painted skin
   */
  Scene(SplittableRandom random, SyntheticSettings settings, List<Photograph> photographs) {
    this.settings = settings;
    // One generator per concern, so that a new draw in one leaves the others alone.
    pose =
        HeadPose.random(
            random.split(),
            settings.yawScale(),
            settings.maximumYaw(),
            settings.pitchDeviation(),
            settings.rollDeviation());
    SplittableRandom body = random.split();
    SplittableRandom person = random.split();
    double kind = photographs.isEmpty() ? 1 : person.split().nextDouble();
    Optional<Photograph> taken =
        kind < PHOTOGRAPHED
            ? Optional.of(photographs.get(person.split().nextInt(photographs.size())))
            : Optional.empty();
    photograph =
        kind < PHOTOGRAPHED_HEAD && PhotographedHead.canTake(pose)
            ? taken.map(Photograph::head)
            : Optional.empty();
    skin = taken.map(Photograph::skin);
    shape =
        photograph.isPresent()
            ? HeadShape.randomChange(
                body,
                0.6 * settings.identity(),
                photograph.get().lipsMeet() ? settings.expression() : 0)
            : HeadShape.random(body, settings.identity(), settings.expression());
    relit = person.split().nextFloat(0.1f, 0.9f);
    look =
        new Appearance(
            person, skin.isPresent() ? OptionalInt.of(skin.get().mean()) : OptionalInt.empty());
    hair = new Hair(random.split(), look);
    light = new SceneLight(random.split());
    backdrop = new Backdrop(random.split());
    SplittableRandom framing = random.split();
    zoom = StrictMath.exp(framing.nextGaussian() * 0.07);
    offsetX = framing.nextGaussian() * 0.03;
    offsetY = framing.nextGaussian() * 0.03;
    lens = new Degradation(random.split(), settings.degradation());
    SplittableRandom things = random.split();
    glasses = things.nextDouble() < 0.24 ? new Glasses(things) : null;
    occluder = things.nextDouble() < settings.occluders() ? new Occluder(things, look) : null;
    SplittableRandom beards = random.split();
    SplittableRandom borders = random.split();
    boolean painted = photographs.isEmpty();
    beard =
        !painted && !look.bearded && beards.nextDouble() < BEARDS
            ? Optional.of(new Beard(beards, look))
            : Optional.empty();
    border =
        !painted && borders.nextDouble() < BORDERS
            ? Optional.of(new PictureBorder(borders))
            : Optional.empty();
  }

  SyntheticFace draw(long index, int size) {
    int side = Supersampling.canvasSide(size);
    Canvas canvas = new Canvas(side);
    double scale =
        settings.faceShare() * side / 132 * zoom * (pose.distance() - 50) / pose.distance();
    Camera centred = pose.camera(scale, 0, 0);
    float near = centred.near(centred.rotatedZ(0, 42, -5));
    double toX = side * (0.5 + offsetX) - 0.5 - centred.screenX(centred.rotatedX(0, 42, -5), near);
    double toY = side * (0.5 + offsetY) - 0.5 - centred.screenY(centred.rotatedY(0, 42, -5), near);
    Camera camera = pose.camera(scale, toX, toY);
    Stage stage = new Stage(canvas, camera, light);
    LandmarkPlace.View view;
    HeadShape head = photograph.map(p -> p.shape(shape)).orElse(shape);
    if (photograph.isPresent()) {
      photograph.get().draw(stage, pose, shape, relit);
      view = new LandmarkPlace.View(project(head, camera), 0, 0, roll());
    } else {
      view = new LandmarkPlace.View(drawHead(stage), look.gazeX, look.gazeY, roll());
      hair.draw(stage, shape);
      HeadPose body = new HeadPose(pose.yaw() * 0.4, 0, pose.roll() * 0.6, pose.distance());
      Clothes.draw(new Stage(canvas, body.camera(scale, toX, toY), light), look);
    }
    beard.ifPresent(b -> b.draw(stage, head));
    backdrop.fill(canvas);
    if (glasses != null) {
      glasses.draw(stage, shape);
    }
    if (occluder != null) {
      occluder.draw(canvas, side * (0.5 + offsetX), side * (0.5 + offsetY), scale * 132);
    }
    RgbImage image = Supersampling.picture(canvas, size);
    lens.apply(image);
    Map<String, Landmarks> landmarks = new RenderedLandmarks(canvas, view, size).all();
    byte[] labels = canvas.labels();
    border.ifPresent(b -> b.apply(image, labels, landmarks.get("300w-68").bounds()));
    return new SyntheticFace(index, image, landmarks, pose, labels);
  }

  private double roll() {
    return Math.toRadians(pose.roll());
  }

  /** Where a head's vertices fall on the canvas, without light. */
  private static ProjectedVertices project(HeadShape head, Camera camera) {
    ProjectedVertices out =
        new ProjectedVertices(head.x().length, HeadMesh.get().u(), HeadMesh.get().v());
    for (int i = 0; i < head.x().length; i++) {
      out.project(i, camera, head.x()[i], head.y()[i], head.z()[i]);
    }
    return out;
  }

  private ProjectedVertices drawHead(Stage stage) {
    Canvas canvas = stage.canvas();
    Camera camera = stage.camera();
    HeadMesh mesh = HeadMesh.get();
    int n = shape.x().length;
    float[] nx = new float[n];
    float[] ny = new float[n];
    float[] nz = new float[n];
    mesh.normals(shape.x(), shape.y(), shape.z(), nx, ny, nz);
    ProjectedVertices vs = new ProjectedVertices(n, mesh.u(), mesh.v());
    float[] tx = new float[n];
    float[] ty = new float[n];
    float[] tz = new float[n];
    for (int i = 0; i < n; i++) {
      tx[i] = camera.rotatedX(shape.x()[i], shape.y()[i], shape.z()[i]);
      ty[i] = camera.rotatedY(shape.x()[i], shape.y()[i], shape.z()[i]);
      tz[i] = camera.rotatedZ(shape.x()[i], shape.y()[i], shape.z()[i]);
      vs.near[i] = camera.near(tz[i]);
      vs.x[i] = camera.screenX(tx[i], vs.near[i]);
      vs.y[i] = camera.screenY(ty[i], vs.near[i]);
    }
    int[] caster = mesh.pieces().get(0).triangles();
    ShadowMap shadow = new ShadowMap(caster, tx, ty, tz, light.towardsKey());
    for (int i = 0; i < n; i++) {
      float ax = camera.directionX(nx[i], ny[i], nz[i]);
      float ay = camera.directionY(nx[i], ny[i], nz[i]);
      float az = camera.directionZ(nx[i], ny[i], nz[i]);
      float lit = shadow.lit(tx[i] + 2 * ax, ty[i] + 2 * ay, tz[i] + 2 * az);
      light.apply(vs, i, ax, ay, az, mesh.openness()[i], lit);
    }
    Shader painted = new SkinShader(look);
    Shader face = skin.<Shader>map(p -> new PhotographedSkinShader(look, p)).orElse(painted);
    EyeShader leftEye = new EyeShader(look, -1, -5);
    EyeShader rightEye = new EyeShader(look, 1, -5);
    boolean firstEye = true;
    for (HeadMesh.Piece piece : mesh.pieces()) {
      Shader paint =
          switch (piece.part()) {
            case EYE -> firstEye ? leftEye : rightEye;
            case TEETH -> MouthShaders::teeth;
            case MOUTH -> MouthShaders::cavity;
            case EAR -> (u, v, r, g, b, gloss) -> painted.colour(500, 500, r, g, b, gloss);
            default -> face;
          };
      firstEye &= piece.part() != Part.EYE;
      // The skull is closed: what faces away is always hidden.
      int facing = piece.part() == Part.SKULL ? 1 : 0;
      canvas.draw(piece.triangles(), vs, new Surface(paint, piece.part(), facing, 1));
    }
    return vs;
  }
}
