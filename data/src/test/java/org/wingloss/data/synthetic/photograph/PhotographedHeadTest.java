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
import org.wingloss.data.shape.Procrustes;
import org.wingloss.data.synthetic.SyntheticFace;
import org.wingloss.data.synthetic.SyntheticFaces;
import org.wingloss.data.synthetic.SyntheticSettings;
import org.wingloss.data.synthetic.head.FrontalHead;
import org.wingloss.data.synthetic.head.HeadMesh;
import org.wingloss.data.synthetic.head.HeadPose;
import org.wingloss.data.synthetic.head.HeadShape;
import org.wingloss.data.synthetic.head.LandmarkPlace;
import org.wingloss.data.synthetic.head.RenderedLandmarks;
import org.wingloss.data.synthetic.render.Canvas;
import org.wingloss.data.synthetic.render.Part;
import org.wingloss.data.synthetic.render.ProjectedVertices;
import org.wingloss.data.synthetic.render.SceneLight;
import org.wingloss.data.synthetic.render.Stage;

class PhotographedHeadTest {
  private static final StudioPhotograph STUDIO = StudioPhotograph.of(3, 256);
  private static final Photograph PHOTOGRAPH = Photograph.of(STUDIO.image(), STUDIO.landmarks());

  @Test
  void draw_fromTheFront_isThePhotographWithItsLandmarks() {
    int size = 256;
    Canvas canvas = new Canvas(size);
    HeadShape resting = FrontalHead.get().shape();
    HeadPose pose = new HeadPose(0, 0, 0, 20_000);
    Stage stage =
        new Stage(canvas, pose.camera(1, 128, 110), new SceneLight(new SplittableRandom(1)));
    PHOTOGRAPH.head().draw(stage, pose, resting, 0);
    Landmarks landmarks = landmarks(stage, PHOTOGRAPH.head().shape(resting));
    AffineMap map = Procrustes.similarity(STUDIO.landmarks(), landmarks);
    double eyes = landmarks.x(45) - landmarks.x(36);
    double sum = 0;
    for (int i = 0; i < 68; i++) {
      double x = STUDIO.landmarks().x(i);
      double y = STUDIO.landmarks().y(i);
      double off = Math.hypot(landmarks.x(i) - map.x(x, y), landmarks.y(i) - map.y(x, y));
      assertTrue(off < 0.02 * eyes, "landmark %d is %.2f px off".formatted(i, off));
      int row = (int) map.y(x, y);
      int colour = canvas.colours()[row * size + (int) map.x(x, y)];
      sum += Math.abs((colour >> 8 & 255) - green(STUDIO.image(), x, y));
    }
    // Lips and lids change within a pixel.
    assertTrue(sum / 68 < 20, sum / 68 + " levels");
    assertEquals(Part.BACKGROUND, Part.of(canvas.labels()[0]));
    assertEquals(Part.SKIN, Part.of(canvas.labels()[110 * size + 128]));
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

  private static Landmarks landmarks(Stage stage, HeadShape head) {
    ProjectedVertices vertices =
        new ProjectedVertices(head.x().length, HeadMesh.get().u(), HeadMesh.get().v());
    for (int i = 0; i < head.x().length; i++) {
      vertices.project(i, stage.camera(), head.x()[i], head.y()[i], head.z()[i]);
    }
    LandmarkPlace.View view = new LandmarkPlace.View(vertices, 0, 0, 0);
    return new RenderedLandmarks(stage.canvas(), view, stage.canvas().size()).all().get("300w-68");
  }

  private static int green(RgbImage image, double x, double y) {
    int row = (int) Math.round(y);
    return image.rgb()[3 * (row * image.width() + (int) Math.round(x)) + 1] & 255;
  }
}
