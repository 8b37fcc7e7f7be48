package org.wingloss.data.synthetic.head;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wingloss.data.face.Landmarks;
import org.wingloss.data.scheme.LandmarkScheme;
import org.wingloss.data.synthetic.SyntheticFaces;
import org.wingloss.data.synthetic.render.Canvas;
import org.wingloss.data.synthetic.render.ProjectedVertices;
import org.wingloss.data.synthetic.render.SceneLight;
import org.wingloss.data.synthetic.render.Stage;

/** Every scheme of the project can be drawn, and its names mean what the scheme file says. */
class LandmarkLayoutTest {
  static java.util.stream.Stream<String> schemes() {
    return LandmarkScheme.names().stream();
  }

  @Test
  void names_everyScheme_isDrawn() {
    assertEquals(new HashSet<>(LandmarkScheme.names()), SyntheticFaces.schemes());
    assertTrue(LandmarkScheme.names().size() >= 8, "too few schemes to prove anything");
  }

  @ParameterizedTest
  @MethodSource("schemes")
  void landmarks_everyScheme_hasItsCount(String name) {
    Landmarks landmarks = new SyntheticFaces(1).face(0, 64).landmarks(name);
    assertEquals(LandmarkScheme.of(name).count(), landmarks.count());
    assertTrue(landmarks.isComplete());
  }

  @ParameterizedTest
  @MethodSource("schemes")
  void landmarks_symmetricHead_mirrorOntoTheirPartners(String name) {
    Landmarks face = neutral(name);
    int[] flip = LandmarkScheme.of(name).flipMap();
    for (int i = 0; i < face.count(); i++) {
      assertEquals(-face.x(flip[i]), face.x(i), 0.35, name + " x of landmark " + i);
      assertEquals(face.y(flip[i]), face.y(i), 0.35, name + " y of landmark " + i);
    }
  }

  @ParameterizedTest
  @MethodSource("schemes")
  void landmarks_leftEye_liesLeft(String name) {
    LandmarkScheme scheme = LandmarkScheme.of(name);
    Landmarks face = neutral(name);
    if (!scheme.leftEye().isEmpty()) {
      int[] left = scheme.leftEye().stream().mapToInt(Integer::intValue).toArray();
      int[] right = scheme.rightEye().stream().mapToInt(Integer::intValue).toArray();
      assertEquals(-31, face.mean(left)[0], 2);
      assertEquals(31, face.mean(right)[0], 2);
      assertEquals(0, face.mean(left)[1], 2);
    }
    for (int chin : scheme.chin()) {
      assertEquals(110, face.y(chin), 2);
    }
  }

  @ParameterizedTest
  @MethodSource("schemes")
  void landmarks_outerEyeCorners_lieFartherOutThanTheInner(String name) {
    LandmarkScheme scheme = LandmarkScheme.of(name);
    Landmarks face = neutral(name);
    for (int k = 0; k < scheme.outerEyeCorners().size(); k++) {
      double side = k == 0 ? -1 : 1;
      double outer = side * face.x(scheme.outerEyeCorners().get(k));
      double inner = side * face.x(scheme.innerEyeCorners().get(k));
      assertTrue(outer > inner && inner > 0, name + ": " + outer + " and " + inner);
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 25, 50, -50})
  void jaw_anyYaw_landmarksOfEachHalfAreSpreadEvenlyOverItsOutline(double yaw) {
    HeadShape head = FrontalHead.get().shape();
    Stage stage =
        new Stage(
            new Canvas(64),
            new HeadPose(yaw, 0, 0, 20_000).camera(4, 0, 0),
            new SceneLight(new SplittableRandom(1)));
    Landmarks face = RenderedHead.landmarks(stage, head);
    for (int half : new int[] {0, 8}) {
      double[] steps = new double[8];
      for (int i = 0; i < 8; i++) {
        steps[i] =
            Math.hypot(
                face.x(half + i + 1) - face.x(half + i), face.y(half + i + 1) - face.y(half + i));
      }
      double mean = Arrays.stream(steps).average().orElseThrow();
      for (double step : steps) {
        assertEquals(1, step / mean, 0.12, Arrays.toString(steps));
      }
    }
  }

  /** The neutral head seen without perspective, in millimetres. */
  private static Landmarks neutral(String name) {
    HeadMesh mesh = HeadMesh.get();
    int n = mesh.sites().size();
    ProjectedVertices head = new ProjectedVertices(n, mesh.u(), mesh.v());
    for (int i = 0; i < n; i++) {
      HeadVertex site = mesh.sites().get(i);
      head.x[i] = (float) site.x();
      head.y[i] = (float) site.y();
      head.near[i] = 1;
    }
    return RenderedLandmarks.positions(
        LandmarkLayout.of(name).places(), new LandmarkPlace.View(head, 0, 0, 0));
  }
}
