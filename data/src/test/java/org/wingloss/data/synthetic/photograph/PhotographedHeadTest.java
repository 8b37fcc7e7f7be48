package org.wingloss.data.synthetic.photograph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.geometry.AffineMap;
import org.wingloss.data.image.RgbImage;
import org.wingloss.data.image.Warp;
import org.wingloss.data.shape.Procrustes;
import org.wingloss.data.synthetic.SyntheticFace;
import org.wingloss.data.synthetic.SyntheticFaces;
import org.wingloss.data.synthetic.SyntheticSettings;
import org.wingloss.data.synthetic.head.FrontalHead;
import org.wingloss.data.synthetic.head.HeadPose;
import org.wingloss.data.synthetic.head.HeadShape;
import org.wingloss.data.synthetic.head.RenderedHead;
import org.wingloss.data.synthetic.render.Canvas;
import org.wingloss.data.synthetic.render.Part;
import org.wingloss.data.synthetic.render.SceneLight;
import org.wingloss.data.synthetic.render.Stage;

class PhotographedHeadTest {
  private static final StudioPhotograph STUDIO = StudioPhotograph.of(3, 256);
  private static final int SIZE = 256;

  /** A studio photograph whose lips are apart. */
  private static final int PARTED = 33;

  private static final HeadPose POSE = new HeadPose(0, 0, 0, 20_000);
  private static final Photograph PHOTOGRAPH = Photograph.of(STUDIO.image(), STUDIO.landmarks());

  @Test
  void draw_fromTheFront_isThePhotographWithItsLandmarks() {
    Canvas canvas = assertDrawnAsPhotographed(STUDIO);
    assertEquals(Part.BACKGROUND, Part.of(canvas.labels()[0]));
    assertEquals(Part.SKIN, Part.of(canvas.labels()[110 * SIZE + 128]));
  }

  @Test
  void draw_photographWithPartedLips_landmarksStayOnTheLips() {
    StudioPhotograph smile = StudioPhotograph.smiling(PARTED, 256);
    Landmarks face = smile.landmarks();
    assertTrue(face.y(66) - face.y(62) > 0.05 * (face.x(45) - face.x(36)), "not a smile");
    assertFalse(Photograph.of(smile.image(), face).head().lipsMeet());
    assertDrawnAsPhotographed(smile);
  }

  @Test
  void draw_closedLipsThatPart_showsTheMouthBetweenThem() {
    assertTrue(PHOTOGRAPH.head().lipsMeet());
    HeadShape parted = HeadShape.withParted(9);
    Stage stage = front();
    PHOTOGRAPH.head().draw(stage, POSE, parted, 0);
    Landmarks landmarks = RenderedHead.landmarks(stage, PHOTOGRAPH.head().shape(parted));
    double gap = landmarks.y(66) - landmarks.y(62);
    assertEquals(9, gap, 2);
    int row = (int) Math.round((landmarks.y(66) + landmarks.y(62)) / 2);
    int column = (int) Math.round(landmarks.x(62));
    Part shown = Part.of(stage.canvas().labels()[row * SIZE + column]);
    assertTrue(shown == Part.MOUTH || shown == Part.TEETH, shown.name());
    for (double y : new double[] {landmarks.y(51) + 1.5, landmarks.y(57) - 1.5}) {
      Part lip = Part.of(stage.canvas().labels()[((int) y) * SIZE + column]);
      assertEquals(Part.SKIN, lip, "row " + y);
    }
  }

  /** A landmark lies on its feature whatever the picture's size: half a pixel shows in noise. */
  @Test
  void draw_pictureOf800Pixels_isDrawnAsTheSameOf400() {
    StudioPhotograph studio = StudioPhotograph.of(3, 800);
    RgbImage large = studio.image();
    SplittableRandom random = new SplittableRandom(4);
    for (int i = 0; i < large.rgb().length; i++) {
      if (studio.foreground().rgb()[i] != 0) {
        int level = (large.rgb()[i] & 255) + random.nextInt(-40, 41);
        large.rgb()[i] = (byte) Math.max(0, Math.min(255, level));
      }
    }
    AffineMap half = AffineMap.resizing(0.5, 0.5);
    int[] shrunk = drawn(Warp.crop(large, half, 400, 400), studio.landmarks().map(half));
    int[] whole = drawn(large, studio.landmarks());
    int off = 0;
    for (int i = 0; i < whole.length; i++) {
      off += Math.abs((whole[i] >> 8 & 255) - (shrunk[i] >> 8 & 255));
    }
    assertTrue(off < 0.2 * whole.length, off + " levels");
  }

  private static int[] drawn(RgbImage photograph, Landmarks landmarks) {
    Stage stage = front();
    Photograph.of(photograph, landmarks).head().draw(stage, POSE, FrontalHead.get().shape(), 0);
    return stage.canvas().colours();
  }

  private static Stage front() {
    return new Stage(
        new Canvas(SIZE), POSE.camera(1, 128, 110), new SceneLight(new SplittableRandom(1)));
  }

  private static Canvas assertDrawnAsPhotographed(StudioPhotograph studio) {
    PhotographedHead head = Photograph.of(studio.image(), studio.landmarks()).head();
    HeadShape resting = FrontalHead.get().shape();
    Stage stage = front();
    Canvas canvas = stage.canvas();
    head.draw(stage, POSE, resting, 0);
    Landmarks landmarks = RenderedHead.landmarks(stage, head.shape(resting));
    AffineMap map = Procrustes.similarity(studio.landmarks(), landmarks);
    double eyes = landmarks.x(45) - landmarks.x(36);
    double sum = 0;
    for (int i = 0; i < 68; i++) {
      double x = studio.landmarks().x(i);
      double y = studio.landmarks().y(i);
      double off = Math.hypot(landmarks.x(i) - map.x(x, y), landmarks.y(i) - map.y(x, y));
      assertTrue(off < 0.02 * eyes, "landmark %d is %.2f px off".formatted(i, off));
      int row = (int) map.y(x, y);
      int colour = canvas.colours()[row * SIZE + (int) map.x(x, y)];
      sum += Math.abs((colour >> 8 & 255) - green(studio.image(), x, y));
    }
    // Lips and lids change within a pixel.
    assertTrue(sum / 68 < 20, sum / 68 + " levels");
    return canvas;
  }

  @Test
  void faces_turned_noseGoesBeforeTheCheeks() {
    for (SyntheticFace face : faces(1000, 45)) {
      Landmarks l = face.landmarks("300w-68");
      double across = l.x(45) - l.x(36);
      double nose = (l.x(30) - (l.x(45) + l.x(36)) / 2) / across;
      assertTrue(Math.abs(nose) < 0.05 || nose * face.yaw() > 0, face.yaw() + " " + nose);
      assertTrue(Math.abs(face.yaw()) < 25 || Math.abs(nose) > 0.1, face.yaw() + " " + nose);
    }
  }

  @Test
  void canTake_profile_no() {
    assertTrue(PhotographedHead.canTake(new HeadPose(-40, 0, 0, 900)));
    assertFalse(PhotographedHead.canTake(new HeadPose(60, 0, 0, 900)));
  }

  @Test
  void photograph_withOtherLandmarks_isRefused() {
    Landmarks five = Landmarks.of(new double[10]);
    RgbImage image = new RgbImage(8, 8);
    assertEquals(
        "a photographed head needs 68 landmarks but got 5",
        assertThrows(IllegalArgumentException.class, () -> new PhotographedHead(image, five))
            .getMessage());
  }

  private static List<SyntheticFace> faces(double yaw, double maximum) {
    SyntheticSettings still = new SyntheticSettings(yaw, maximum, 0.1, 0.1, 0, 0, 0, 0, 0.45);
    SyntheticFaces faces = new SyntheticFaces(2, still).withPhotographs(List.of(PHOTOGRAPH));
    return java.util.stream.LongStream.range(0, 24).mapToObj(i -> faces.face(i, 96)).toList();
  }

  private static int green(RgbImage image, double x, double y) {
    int row = (int) Math.round(y);
    return image.rgb()[3 * (row * image.width() + (int) Math.round(x)) + 1] & 255;
  }
}
